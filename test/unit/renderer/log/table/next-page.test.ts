import { describe, expect, it } from 'vitest';
import { noFilter } from '../../../../../electron/shared/ipc/contract.ts';
import { nextPage } from '../../../../../renderer/log/table/next-page.ts';
import type { Piece } from '../../../../../renderer/log/table/row-pieces.ts';
import { anEntry, idsFrom } from '../an-entry.ts';

const look = { filter: noFilter, order: 'newest' } as const;
/** Rows of a log of 10,000 entries with descending ids. */
const piece = (from: number, to: number, ended = false): Piece => ({
  start: from,
  entries: idsFrom(10_000 - from, 10_000 - to + 1).map((id) => anEntry(id)),
  ended,
});
const next = (pieces: Piece[], first: number, last: number) => nextPage(pieces, first, last, look);

describe('the next page', () => {
  it('is the first page if nothing is loaded', () => {
    expect(next([], 0, 20)).toEqual({ row: 0, limit: 100, start: { at: 'top' } });
  });

  it('is null if all rows in view are loaded', () => {
    expect(next([piece(0, 100)], 50, 99)).toBeNull();
  });

  it('continues from the rows above', () => {
    expect(next([piece(0, 100)], 90, 110)).toEqual({ row: 100, limit: 100, start: { at: 'cursor', cursor: { exact: false, id: 9901 } } });
  });

  it('starts near the view after a jump', () => {
    expect(next([piece(0, 100)], 5000, 5020)).toEqual({ row: 4975, limit: 100, start: { at: 'row', row: 4975 } });
  });

  it('ends at the rows below and overlaps them by one', () => {
    expect(next([piece(5000, 5100)], 4990, 5010)).toEqual({ row: 4900, limit: 101, start: { at: 'row', row: 4900 } });
    expect(next([piece(60, 160)], 50, 70)).toEqual({ row: 0, limit: 61, start: { at: 'top' } });
  });

  it('closes a small gap without loading more than is missing', () => {
    expect(next([piece(0, 100), piece(130, 200)], 95, 140)).toEqual({
      row: 100,
      limit: 31,
      start: { at: 'cursor', cursor: { exact: false, id: 9901 } },
    });
  });

  it('is null after the end', () => {
    expect(next([piece(0, 30, true)], 0, 70)).toBeNull();
    expect(next([{ start: 0, entries: [], ended: true }], 0, 20)).toBeNull();
  });
});
