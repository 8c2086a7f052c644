import { beforeEach, expect, test } from 'vitest';
import { noFilter } from '../../../../../electron/shared/ipc/contract.ts';
import { ShownFilter } from '../../../../../renderer/log/filter/shown-filter.svelte.ts';

let shown: ShownFilter;
let told: [path: string, further: boolean][];
beforeEach(() => {
  shown = new ShownFilter();
  told = [];
  shown.onchange = (further) => told.push([shown.path(null), further]);
});

test('changes combine, and each is told with its address', () => {
  shown.change({ outcomes: ['unknown'] });
  shown.change({ lists: ['Orders'] });
  shown.order = 'oldest';
  expect(shown.filter).toEqual({ ...noFilter, outcomes: ['unknown'], lists: ['Orders'] });
  expect(shown.filtered).toBe(true);
  shown.clear();
  expect([shown.filtered, shown.order]).toEqual([false, 'oldest']);
  expect(told).toEqual([
    ['/log?outcome=unknown', false],
    ['/log?outcome=unknown&list=Orders', false],
    ['/log?outcome=unknown&list=Orders&order=oldest', false],
    ['/log?order=oldest', false],
  ]);
  expect(shown.path(12)).toBe('/log/12?order=oldest');
});

test('what changes nothing is not told, and the filter stays the same object', () => {
  shown.change({ search: 'a' });
  const { filter } = shown;
  shown.change({ search: 'a' });
  shown.adopt('q=a');
  expect(shown.filter).toBe(filter);
  expect(told).toHaveLength(1);
});

test('only a search that is typed on goes further: its beginning and its end, and anything else, are steps of their own', () => {
  shown.change({ search: 'c' });
  shown.change({ search: 'ck' });
  shown.change({ search: 'ck1', kinds: ['test'] });
  shown.change({ search: 'ck12' });
  shown.change({ search: '' });
  expect(told.map(([, further]) => further)).toEqual([false, true, false, true, false]);
});

test('an address is taken over without being told', () => {
  shown.adopt('outcome=rejected&order=oldest&from=5');
  expect(shown.filter).toEqual({ ...noFilter, outcomes: ['rejected'], from: 5 });
  expect([shown.order, told]).toEqual(['oldest', []]);
  shown.adopt('');
  expect([shown.filtered, shown.order]).toEqual([false, 'newest']);
});
