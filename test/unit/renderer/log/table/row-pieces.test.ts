import { describe, expect, it } from 'vitest';
import { noFilter } from '../../../../../electron/shared/ipc/contract.ts';
import { addPiece, entryAt, keepOnly, rowOf, type Piece, type Pieces } from '../../../../../renderer/log/table/row-pieces.ts';
import { anEntry, idsFrom } from '../an-entry.ts';

const look = { filter: noFilter, order: 'newest' } as const;
const piece = (start: number, ids: number[], ended = false): Piece => ({ start, entries: ids.map((id) => anEntry(id)), ended });
const shape = (pieces: Pieces) => pieces.map(({ start, entries, ended }) => [start, entries.map(({ id }) => id), ended]);

describe('rows', () => {
  const pieces = [piece(0, [99, 98]), piece(50, [49, 48])];
  it.each([
    [0, 99],
    [1, 98],
    [2, undefined],
    [50, 49],
    [52, undefined],
  ])('row %i has entry %s', (row, id) => {
    expect(entryAt(pieces, row)?.id).toBe(id);
  });

  it('finds rows by id', () => {
    expect([98, 48, 50].map((id) => rowOf(pieces, id))).toEqual([1, 51, null]);
  });
});

describe('addPiece', () => {
  it('merges adjacent pieces', () => {
    expect(shape(addPiece([piece(0, [9, 8])], piece(2, [7, 6]), look))).toEqual([[0, [9, 8, 7, 6], false]]);
  });

  it('keeps pieces apart if there are rows between them', () => {
    const pieces = addPiece([piece(0, [9]), piece(8, [1], true)], piece(4, [5, 4]), look);
    expect(shape(pieces)).toEqual([
      [0, [9], false],
      [4, [5, 4], false],
      [8, [1], true],
    ]);
  });

  it('closes a gap when its last row is the first row of the next piece', () => {
    const pieces = addPiece([piece(0, [9]), piece(3, [6, 5], true)], piece(1, [8, 7, 6]), look);
    expect(shape(pieces)).toEqual([[0, [9, 8, 7, 6, 5], true]]);
  });

  it('drops rows below that contradict it', () => {
    expect(shape(addPiece([piece(3, [6, 5])], piece(1, [9, 8, 7]), look))).toEqual([[1, [9, 8, 7], false]]);
  });

  it('drops rows above that would sort after it', () => {
    expect(shape(addPiece([piece(0, [5])], piece(3, [9, 8]), look))).toEqual([[3, [9, 8], false]]);
  });

  it('drops rows after the end', () => {
    expect(shape(addPiece([piece(9, [1])], piece(2, [5, 4], true), look))).toEqual([[2, [5, 4], true]]);
    expect(shape(addPiece([piece(9, [], true)], piece(2, [5, 4]), look))).toEqual([[2, [5, 4], false]]);
  });

  it('marks the end even if it is empty', () => {
    expect(shape(addPiece([], piece(0, [], true), look))).toEqual([[0, [], true]]);
  });
});

describe('keepOnly', () => {
  const pieces = [piece(0, idsFrom(99, 90)), piece(20, idsFrom(79, 70), true)];
  it('cuts pieces at the limits and drops those outside', () => {
    expect(shape(keepOnly(pieces, 5, 8))).toEqual([[5, [94, 93, 92], false]]);
    expect(shape(keepOnly(pieces, 25, 40))).toEqual([[25, [74, 73, 72, 71, 70], true]]);
    expect(shape(keepOnly(pieces, 25, 29))).toEqual([[25, [74, 73, 72, 71], false]]);
    expect(keepOnly(pieces, 12, 18)).toEqual([]);
  });

  it('returns the same pieces if all are inside', () => {
    expect(keepOnly(pieces, -5, 100)).toBe(pieces);
  });
});
