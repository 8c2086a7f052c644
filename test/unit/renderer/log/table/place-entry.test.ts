import { describe, expect, it } from 'vitest';
import { noFilter, type EntrySummary } from '../../../../../electron/shared/ipc/contract.ts';
import { placeEntry } from '../../../../../renderer/log/table/place-entry.ts';
import type { Piece, Pieces } from '../../../../../renderer/log/table/row-pieces.ts';
import { anEntry } from '../an-entry.ts';

const newest = { filter: noFilter, order: 'newest' } as const;
const oldest = { filter: noFilter, order: 'oldest' } as const;
const piece = (start: number, ids: number[], ended = false): Piece => ({ start, entries: ids.map((id) => anEntry(id)), ended });
const place = (
  pieces: Pieces,
  entry: EntrySummary,
  rest: { belongs?: boolean; isNew?: boolean } = {},
  look: typeof newest | typeof oldest = newest,
) => {
  const placed = placeEntry(pieces, { entry, belongs: true, isNew: false, ...rest }, look);
  return { ...placed, shape: placed.pieces.map(({ start, entries }) => [start, entries.map(({ id }) => id)]) };
};

describe('a new entry', () => {
  const isNew = true;
  it('is inserted before the newest and moves all others down', () => {
    const placed = place([piece(0, [5, 4]), piece(40, [2])], anEntry(6), { isNew });
    expect(placed.shape).toEqual([
      [0, [6, 5, 4]],
      [41, [2]],
    ]);
    expect([placed.at, placed.shift]).toEqual([0, 1]);
  });

  it('is the first row of an empty list', () => {
    expect(place([piece(0, [], true)], anEntry(1), { isNew }).shape).toEqual([[0, [1]]]);
  });

  it('moves the loaded rows when it is inserted above them', () => {
    const placed = place([piece(40, [5, 4])], anEntry(9), { isNew });
    expect(placed.shape).toEqual([[41, [5, 4]]]);
    expect([placed.at, placed.shift]).toEqual([0, 1]);
  });

  it('is appended if the oldest come first', () => {
    const end = place([piece(0, [1, 2], true)], anEntry(3), { isNew }, oldest);
    expect([end.shape, end.at, end.shift]).toEqual([[[0, [1, 2, 3]]], 2, 1]);
    const below = place([piece(0, [1, 2])], anEntry(9), { isNew }, oldest);
    expect([below.shape, below.shift]).toEqual([[[0, [1, 2]]], 1]);
  });

  it('is placed among the exact matches if its key equals the search', () => {
    const look = { filter: { ...noFilter, search: 'CK7' }, order: 'newest' } as const;
    const pieces = [{ start: 0, entries: [anEntry(3, { customerKey: 'ck7' }), anEntry(6)], ended: true }];
    const placed = placeEntry(pieces, { entry: anEntry(7), belongs: true, isNew }, look);
    expect(placed.pieces[0]?.entries.map(({ id }) => id)).toEqual([7, 3, 6]);
    const other = placeEntry(pieces, { entry: anEntry(8), belongs: true, isNew }, look);
    expect(other.pieces[0]?.entries.map(({ id }) => id)).toEqual([3, 8, 6]);
  });
});

describe('a loaded entry', () => {
  it('is updated in place', () => {
    const placed = place([piece(0, [9]), piece(30, [6, 5, 4])], anEntry(5, { state: 'rejected' }));
    expect(placed.pieces[1]?.entries[1]?.state).toBe('rejected');
    expect(placed.shift).toBe(0);
  });

  it('never changes from an outcome back to sending', () => {
    const pieces = [piece(0, [5])];
    expect(place(pieces, anEntry(5, { state: 'sending' })).pieces).toBe(pieces);
    expect(place(pieces, anEntry(5, { state: 'sending' }), { belongs: false }).pieces).toBe(pieces);
  });

  it('is removed when it no longer matches', () => {
    const placed = place([piece(0, [6, 5, 4]), piece(30, [2])], anEntry(5), { belongs: false });
    expect(placed.shape).toEqual([
      [0, [6, 4]],
      [29, [2]],
    ]);
    expect([placed.at, placed.shift]).toEqual([1, -1]);
  });
});

describe('an entry that matches now', () => {
  it('is inserted between its neighbours', () => {
    const placed = place([piece(0, [6, 4])], anEntry(5));
    expect([placed.shape, placed.at, placed.shift]).toEqual([[[0, [6, 5, 4]]], 1, 1]);
  });

  it('is ignored if it may be among rows that are not loaded', () => {
    const pieces = [piece(0, [9, 8]), piece(30, [3])];
    expect(place(pieces, anEntry(5)).pieces).toBe(pieces);
    expect(place(pieces, anEntry(1)).pieces).toBe(pieces);
  });
});

it("an entry that doesn't match changes nothing", () => {
  const pieces = [piece(0, [3])];
  expect(place(pieces, anEntry(4), { belongs: false, isNew: true }).pieces).toBe(pieces);
});
