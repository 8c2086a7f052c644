/** Inserts a new or changed entry into the loaded rows. */
import type { EntrySummary } from '../../../electron/shared/ipc/contract.ts';
import type { LogCriteria } from '../filter/filter-address.ts';
import { comesBefore } from './entry-order.ts';
import { endOf, entryAt, rowOf, type Piece, type Pieces } from './row-pieces.ts';

/** The result: every row from `at` on has moved by `shift`. */
export interface PlacedEntry {
  readonly pieces: Pieces;
  readonly at: number;
  readonly shift: -1 | 0 | 1;
}

export interface EntryChange {
  readonly entry: EntrySummary;
  /** Whether it matches the filter. */
  readonly belongs: boolean;
  /** Whether the entry is new, so that no row, loaded or not, can hold it already. */
  readonly isNew: boolean;
}

/**
 * An entry that is loaded is updated in place or removed; any other is inserted. A late event never turns a finished entry back into one
 * that is sending. If only rows that aren't loaded could hold it, a new entry moves the rows below, and any other is ignored, because it
 * may be there already.
 */
export function placeEntry(pieces: Pieces, { entry, belongs, isNew }: EntryChange, criteria: LogCriteria): PlacedEntry {
  const row = rowOf(pieces, entry.id);
  if (row !== null) return change(pieces, row, entry, belongs);
  const same: PlacedEntry = { pieces, at: 0, shift: 0 };
  if (!belongs) return same;
  const index = pieces.findIndex((piece) => piece.ended || comesAmong(piece, entry, criteria));
  const piece = pieces[index];
  const offset = piece ? piece.entries.filter((there) => comesBefore(there, entry, criteria)).length : 0;
  if (piece && (offset > 0 || piece.start === 0)) return splice(pieces, index, offset, 0, entry);
  if (!isNew) return same;
  const moved = piece ? [...pieces.slice(0, index), ...pieces.slice(index).map((one) => moveBy(one, 1))] : pieces;
  return { pieces: moved, at: gapRow(pieces, piece ? index : pieces.length, criteria), shift: 1 };
}

/** Which row of the gap before a piece a new entry takes: the first one if the newest come first, otherwise the last. */
function gapRow(pieces: Pieces, index: number, { order }: LogCriteria): number {
  const above = pieces[index - 1];
  if (order === 'newest') return above ? endOf(above) : 0;
  return pieces[index]?.start ?? Infinity;
}

function change(pieces: Pieces, row: number, entry: EntrySummary, belongs: boolean): PlacedEntry {
  const there = entryAt(pieces, row);
  if (entry.state === 'sending' && there && there.state !== 'sending') return { pieces, at: row, shift: 0 };
  const index = pieces.findIndex((piece) => row < endOf(piece));
  const offset = row - (pieces[index]?.start ?? 0);
  return belongs ? splice(pieces, index, offset, 1, entry) : splice(pieces, index, offset, 1);
}

/** Whether the entry sorts before at least one entry of the piece. */
function comesAmong(piece: Piece, entry: EntrySummary, criteria: LogCriteria): boolean {
  const last = piece.entries.at(-1);
  return last !== undefined && comesBefore(entry, last, criteria);
}

function splice(pieces: Pieces, index: number, offset: number, removed: 0 | 1, ...added: [] | [EntrySummary]): PlacedEntry {
  const shift = (added.length - removed) as -1 | 0 | 1;
  const changed = pieces.map((piece, one) => {
    if (one < index) return piece;
    if (one > index) return shift === 0 ? piece : moveBy(piece, shift);
    return { ...piece, entries: [...piece.entries.slice(0, offset), ...added, ...piece.entries.slice(offset + removed)] };
  });
  return { pieces: changed, at: (pieces[index]?.start ?? 0) + offset, shift };
}

const moveBy = (piece: Piece, by: number): Piece => ({ ...piece, start: piece.start + by });
