import { expect, it } from 'vitest';
import { lists, noticesId, ordersId, returnsId } from '../../../../electron/practice/lists.ts';
import { starterPresets } from '../../../../electron/presets/starter-presets.ts';

it('there are 1,203 lists, the three that matter first', () => {
  expect(lists).toHaveLength(1203);
  expect(lists.slice(0, 3).map(({ listId, listName }) => [listId, listName])).toEqual([
    [ordersId, 'Orders'],
    [noticesId, 'Notices'],
    [returnsId, 'Returns & refunds'],
  ]);
  expect(lists[3]?.listName).toBe('North Newsletter Spring 2024');
});

it('each list has a unique id and name, in the order of the ids', () => {
  const ids = lists.map(({ listId }) => listId);
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  expect(new Set(lists.map(({ listName }) => listName)).size).toBe(lists.length);
});

it("each list has a date in the API's form, and an address at a reserved domain", () => {
  for (const { listCreatedDate, listFromAddress } of lists) {
    expect(listCreatedDate).toMatch(/^[A-Z][a-z]{2} \d{1,2}, 2024 9:\d{2}:00 AM$/);
    expect(listFromAddress).toMatch(/@([a-z]+\.)?example\.com$/);
  }
});

it('every starter preset has an existing list', () => {
  const names = new Set(lists.map(({ listName }) => listName));
  expect(starterPresets(0, () => 'p').filter(({ list }) => !names.has(list))).toEqual([]);
});
