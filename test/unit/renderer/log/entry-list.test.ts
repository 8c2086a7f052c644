import { describe, expect, it } from 'vitest';
import type { EntryState, EntrySummary } from '../../../../electron/bridge/contract.ts';
import { append, emptyList, fromPage, indexOf, leavesGap, place, type EntryList } from '../../../../renderer/log/entry-list.ts';

const entry = (id: number, state: EntryState = 'accepted'): EntrySummary => ({
  id,
  at: id * 1000,
  state,
  cause: null,
  accountId: 'a',
  accountName: 'Acme',
  accountKind: 'test',
  list: 'Orders',
  template: 'Shipping delay',
  customerKey: `ck${id}`,
  presetId: null,
  presetName: null,
  status: 200,
  durationMs: 184,
  hint: '',
  sentence: '',
});
const list = (ids: number[], nextBefore: number | null = null, total = ids.length): EntryList => ({
  entries: ids.map((id) => entry(id)),
  nextBefore,
  total,
});
const ids = (of: EntryList) => of.entries.map((one) => one.id);

describe('pages', () => {
  it('are laid end to end', () => {
    const both = append(list([9, 8], 8, 4), { entries: [entry(7), entry(5)], nextBefore: null, total: 4 });
    expect(ids(both)).toEqual([9, 8, 7, 5]);
    expect(both.nextBefore).toBeNull();
  });

  it('are searched by id', () => {
    const { entries } = list([9, 7, 5]);
    expect([10, 9, 8, 5, 1].map((id) => indexOf(entries, id))).toEqual([0, 0, 1, 2, 3]);
  });

  it('leave a gap when nothing of the loaded ones is in the newest page', () => {
    const newest = { entries: [entry(9), entry(8)], nextBefore: 8, total: 9 };
    expect(leavesGap(list([7, 6]), newest)).toBe(true);
    expect(leavesGap(list([8, 7]), newest)).toBe(false);
    expect(leavesGap(emptyList, { ...newest, nextBefore: null })).toBe(false);
  });
});

describe('place', () => {
  it('puts a new entry on top and counts it', () => {
    const { list: after, shift, at } = place(list([5, 4], 4, 100), entry(6, 'sending'), true);
    expect(ids(after)).toEqual([6, 5, 4]);
    expect([after.total, shift, at]).toEqual([101, 1, 0]);
  });

  it('puts the first entry into an empty log', () => {
    expect(ids(place(emptyList, entry(1), true).list)).toEqual([1]);
  });

  it('changes a settled entry where it is', () => {
    const { list: after, shift } = place(list([6, 5, 4]), entry(5, 'rejected'), true);
    expect(ids(after)).toEqual([6, 5, 4]);
    expect([after.entries[1]?.state, after.total, shift]).toEqual(['rejected', 3, 0]);
  });

  it('never turns a settled entry back into one that is sending', () => {
    const before = list([5]);
    expect(place(before, entry(5, 'sending'), true).list).toBe(before);
  });

  it('takes away what no longer belongs to the filter', () => {
    const { list: after, shift, at } = place(list([6, 5, 4]), entry(5, 'accepted'), false);
    expect(ids(after)).toEqual([6, 4]);
    expect([after.total, shift, at]).toEqual([2, -1, 1]);
  });

  it('puts what came to belong to the filter among its neighbours', () => {
    const { list: after, shift, at } = place(list([6, 4]), entry(5, 'unknown'), true);
    expect(ids(after)).toEqual([6, 5, 4]);
    expect([shift, at]).toEqual([1, 1]);
  });

  it('leaves alone what lies below the loaded pages', () => {
    const before = list([6, 5], 5, 50);
    expect(place(before, entry(2), true).list).toBe(before);
  });

  it('ignores what does not belong', () => {
    const before = fromPage({ entries: [entry(3)], nextBefore: null, total: 1 });
    expect(place(before, entry(4), false).list).toBe(before);
  });
});
