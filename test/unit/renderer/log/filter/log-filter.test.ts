import { beforeEach, expect, test } from 'vitest';
import { noFilter } from '../../../../../electron/shared/ipc/contract.ts';
import { LogFilterStore } from '../../../../../renderer/log/filter/log-filter.svelte.ts';

let shown: LogFilterStore;
let reported: [path: string, further: boolean][];
beforeEach(() => {
  shown = new LogFilterStore();
  reported = [];
  shown.onchange = (further) => reported.push([shown.path(null), further]);
});

test('changes combine, and each is reported with its address', () => {
  shown.change({ outcomes: ['unknown'] });
  shown.change({ lists: ['Orders'] });
  shown.order = 'oldest';
  expect(shown.filter).toEqual({ ...noFilter, outcomes: ['unknown'], lists: ['Orders'] });
  expect(shown.filtered).toBe(true);
  shown.clear();
  expect([shown.filtered, shown.order]).toEqual([false, 'oldest']);
  expect(reported).toEqual([
    ['/log?outcome=unknown', false],
    ['/log?outcome=unknown&list=Orders', false],
    ['/log?outcome=unknown&list=Orders&order=oldest', false],
    ['/log?order=oldest', false],
  ]);
  expect(shown.path(12)).toBe('/log/12?order=oldest');
});

test('an equal filter is not reported, and the object stays the same', () => {
  shown.change({ search: 'a' });
  const { filter } = shown;
  shown.change({ search: 'a' });
  shown.adopt('q=a');
  expect(shown.filter).toBe(filter);
  expect(reported).toHaveLength(1);
});

test('only continued typing in a search is merged: its start, its end and any other change are separate steps', () => {
  shown.change({ search: 'c' });
  shown.change({ search: 'ck' });
  shown.change({ search: 'ck1', kinds: ['test'] });
  shown.change({ search: 'ck12' });
  shown.change({ search: '' });
  expect(reported.map(([, further]) => further)).toEqual([false, true, false, true, false]);
});

test('a filter from an address is not reported', () => {
  shown.adopt('outcome=rejected&order=oldest&from=5');
  expect(shown.filter).toEqual({ ...noFilter, outcomes: ['rejected'], from: 5 });
  expect([shown.order, reported]).toEqual(['oldest', []]);
  shown.adopt('');
  expect([shown.filtered, shown.order]).toEqual([false, 'newest']);
});
