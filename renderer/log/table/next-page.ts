/** Chooses the page to load next, so that the rows in view are loaded. */
import type { LogQuery } from '../../../electron/shared/ipc/contract.ts';
import type { LogCriteria } from '../filter/filter-address.ts';
import { cursorAfter } from './entry-order.ts';
import { endOf, entryAt, type Pieces } from './row-pieces.ts';

export const pageSize = 100;
/** Rows above a missing one that are loaded with it, because people rarely scroll only downwards. */
const lead = 25;

export interface PageAt {
  /** The row of its first entry. */
  readonly row: number;
  readonly start: LogQuery['start'];
  readonly limit: number;
}

/**
 * The page with the first missing row between `first` and `last`; `null` if none is missing. It continues from loaded rows where possible,
 * and overlaps the loaded rows below by one, to check whether they still fit.
 */
export function nextPage(pieces: Pieces, first: number, last: number, criteria: LogCriteria): PageAt | null {
  const missing = firstMissing(pieces, first, last);
  if (missing === null) return null;
  const above = pieces.filter((piece) => piece.start <= missing).at(-1);
  if (above?.ended) return null;
  const floor = above ? endOf(above) : 0;
  const below = pieces.find((piece) => piece.start > missing && piece.start - missing <= pageSize);
  const row = Math.max(floor, below ? below.start - pageSize : missing - lead);
  const limit = below ? below.start - row + 1 : pageSize;
  const known = above && row === floor ? above.entries.at(-1) : undefined;
  if (known) return { row, limit, start: { at: 'cursor', cursor: cursorAfter(known, criteria) } };
  return { row, limit, start: row === 0 ? { at: 'top' } : { at: 'row', row } };
}

function firstMissing(pieces: Pieces, first: number, last: number): number | null {
  for (let row = Math.max(0, first); row <= last; row++) if (!entryAt(pieces, row)) return row;
  return null;
}
