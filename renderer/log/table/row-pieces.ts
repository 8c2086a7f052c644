/**
 * The loaded rows of a list, as pieces without gaps that know the index of their first row. Between two pieces there may be any number of
 * rows that aren't loaded. Immutable: every function returns a new value.
 */
import type { EntrySummary } from '../../../electron/shared/ipc/contract.ts';
import type { LogCriteria } from '../filter/filter-address.ts';
import { comesBefore } from './entry-order.ts';

export interface Piece {
  /** The index of its first entry; the first row of the list is 0. */
  readonly start: number;
  readonly entries: readonly EntrySummary[];
  /** Whether it is the end of the list. */
  readonly ended: boolean;
}

/** Lowest row first; adjacent pieces are merged. */
export type Pieces = readonly Piece[];

/** The row after its last one. */
export const endOf = (piece: Piece): number => piece.start + piece.entries.length;

/** `undefined` if the row is not loaded. */
export function entryAt(pieces: Pieces, row: number): EntrySummary | undefined {
  const piece = pieces.find((one) => row >= one.start && row < endOf(one));
  return piece?.entries[row - piece.start];
}

/** `null` if no row with this id is loaded. */
export function rowOf(pieces: Pieces, id: number): number | null {
  for (const { start, entries } of pieces) {
    const at = entries.findIndex((entry) => entry.id === id);
    if (at >= 0) return start + at;
  }
  return null;
}

/**
 * Adds rows that were just read. If they contradict loaded rows, because rows were added or removed without an event, the new rows win and
 * the contradicting ones are dropped.
 */
export function addPiece(pieces: Pieces, read: Piece, look: LogCriteria): Pieces {
  const above = pieces.filter((piece) => piece.start < read.start);
  const below = pieces.filter((piece) => piece.start >= read.start);
  const lastAbove = above.at(-1)?.entries.at(-1);
  const first = read.entries[0];
  const keepsAbove = !lastAbove || !first || comesBefore(lastAbove, first, look);
  return [...(keepsAbove ? above : []), read, ...(goesOnWith(read, below[0], look) ? below : [])].reduce<Pieces>(joined, []);
}

function goesOnWith(read: Piece, below: Piece | undefined, look: LogCriteria): boolean {
  const [last, next] = [read.entries.at(-1), below?.entries[0]];
  if (!below || !last || !next || read.ended) return false;
  if (below.start < endOf(read)) return read.entries[below.start - read.start]?.id === next.id;
  return below.start > endOf(read) && comesBefore(last, next, look);
}

/** Adds a piece below all others, merging two that are adjacent. */
function joined(pieces: Pieces, piece: Piece): Pieces {
  const last = pieces.at(-1);
  if (!last || endOf(last) < piece.start) return [...pieces, piece];
  const entries = [...last.entries.slice(0, piece.start - last.start), ...piece.entries];
  return [...pieces.slice(0, -1), { start: last.start, entries, ended: piece.ended }];
}

/** Drops the rows before row `from`, and those from row `to` on. */
export function keepOnly(pieces: Pieces, from: number, to: number): Pieces {
  if (pieces.every((piece) => piece.start >= from && endOf(piece) <= to)) return pieces;
  return pieces.flatMap((piece) => {
    const start = Math.max(piece.start, from);
    const end = Math.min(endOf(piece), to);
    if (start > end || (start === end && piece.entries.length > 0)) return [];
    return [{ start, entries: piece.entries.slice(start - piece.start, end - piece.start), ended: piece.ended && end === endOf(piece) }];
  });
}
