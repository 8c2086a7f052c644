/** What a table needs to know of its columns. Pure. */

export interface Column {
  id: string;
  label: string;
  /** Pixels that it takes at least, and just these if it has no share. */
  min: number;
  /** The same in a table that is too narrow even for the columns that stay. */
  narrow?: number;
  /** How much it takes of the room that is left, beside the shares of others. */
  share?: number;
  /** Where room is short, the column with the highest goes first; without it, a column stays. */
  yields?: number;
  /** Numbers end at the same edge. */
  atEnd?: boolean;
  /** What is read less often is quiet; what is compared letter by letter looks like code. */
  look?: 'quiet' | 'code';
}

/** `words` tell what a press on the heading does. */
export interface Sort {
  column: string;
  direction: 'ascending' | 'descending';
  words: string;
}

const gap = 12;

/** Pixels that these columns take at least, with the gaps between them. */
export const leastWidth = (columns: readonly Column[]): number => columns.reduce((sum, { min }) => sum + min + gap, -gap);

/** Those that there is room for, in their order; where there is too little for any that stay, those as narrow as they can be. `width` is in pixels, without what is left free at both sides. */
export function columnsFor(columns: readonly Column[], width: number): readonly Column[] {
  const needed = leastWidth(columns);
  const yielding = columns.filter(({ yields }) => yields !== undefined);
  if (needed <= width) return columns;
  if (yielding.length === 0) return columns.map((column) => ({ ...column, min: column.narrow ?? column.min }));
  const first = yielding.reduce((one, other) => ((other.yields ?? 0) > (one.yields ?? 0) ? other : one));
  return columnsFor(
    columns.filter((column) => column !== first),
    width,
  );
}

/** The tracks of CSS grid. */
export const tracksOf = (columns: readonly Column[]): string =>
  columns.map(({ min, share }) => (share === undefined ? `${min}px` : `minmax(${min}px, ${share}fr)`)).join(' ');

/** The row that a key leads to; `null` for keys that lead to none. `page` is the number of rows in view. */
export function rowFor(key: string, active: number, total: number, page: number): number | null {
  const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: total - 1 }[key];
  return to === undefined || total === 0 ? null : Math.min(Math.max(to, 0), total - 1);
}
