import { describe, expect, it } from 'vitest';
import { noFilter, type LogFilter } from '../../../../../electron/shared/ipc/contract.ts';
import { comesBefore, cursorAfter, isExact, matches } from '../../../../../renderer/log/table/entry-order.ts';
import { anEntry } from '../an-entry.ts';

const filter = (patch: Partial<LogFilter>): LogFilter => ({ ...noFilter, ...patch });

describe('matches', () => {
  const entry = anEntry(5, { state: 'rejected', presetId: 'p' });
  it.each<[Partial<LogFilter>, boolean]>([
    [{}, true],
    [{ search: 'whatever' }, true],
    [{ outcomes: ['accepted', 'rejected'] }, true],
    [{ outcomes: ['accepted'] }, false],
    [{ accounts: ['a'] }, true],
    [{ accounts: ['b'] }, false],
    [{ kinds: ['production'] }, false],
    [{ presets: ['p'] }, true],
    [{ presets: ['q'] }, false],
    [{ lists: ['Orders'], templates: ['Shipping delay'] }, true],
    [{ lists: ['Orders'], templates: ['Welcome'] }, false],
    [{ from: 5000 }, true],
    [{ from: 5001 }, false],
    [{ to: 5001 }, true],
    [{ to: 5000 }, false],
  ])('%j: %s', (patch, expected) => {
    expect(matches(entry, filter(patch))).toBe(expected);
  });

  it('never matches an entry without a preset', () => {
    expect(matches(anEntry(1), filter({ presets: ['p'] }))).toBe(false);
  });
});

it.each([
  ['CK5', true],
  ['  ck5 ', true],
  ['ck', false],
  ['', false],
])('search %j equals the key ck5: %s', (search, expected) => {
  expect(isExact(anEntry(5), filter({ search }))).toBe(expected);
});

it.each([
  ['Ö', 'ö', true],
  ['ck1042\u200c', 'ck1042', true],
  ['ck\u00a01', 'CK 1', true],
  ['Ö', 'o', false],
])('key %j equals the search %j: %s', (customerKey, search, expected) => {
  expect(isExact(anEntry(1, { customerKey }), filter({ search }))).toBe(expected);
});

describe('order', () => {
  const [exact, other] = [anEntry(1, { customerKey: 'x' }), anEntry(9)];
  it('puts exact keys first in both directions', () => {
    const searched = filter({ search: 'X' });
    for (const order of ['newest', 'oldest'] as const) {
      expect(comesBefore(exact, other, { filter: searched, order })).toBe(true);
      expect(comesBefore(other, exact, { filter: searched, order })).toBe(false);
    }
    expect(cursorAfter(exact, { filter: searched, order: 'newest' })).toEqual({ exact: true, id: 1 });
  });

  it('otherwise sorts by id', () => {
    expect(comesBefore(other, exact, { filter: noFilter, order: 'newest' })).toBe(true);
    expect(comesBefore(other, exact, { filter: noFilter, order: 'oldest' })).toBe(false);
  });
});
