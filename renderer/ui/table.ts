/** Layout of a table's columns, and its keyboard navigation. */

export interface Column {
  id: string;
  label: string;
  /** The minimum width in pixels, or the exact width if it has no share. */
  min: number;
  /** The same in a table that is too narrow even for the columns that are never hidden. */
  narrow?: number;
  /** Its share of the remaining width. */
  share?: number;
  /** Where room is short, the column with the highest value is hidden first; without it, a column is never hidden. */
  yields?: number;
  /** Right-aligned, for numbers. */
  atEnd?: boolean;
  /** Columns that are read less often are quiet; text that is compared letter by letter is in a monospaced font. */
  look?: 'quiet' | 'code';
}

/** `text` describes what a press on the heading does. */
export interface Sort {
  column: string;
  direction: 'ascending' | 'descending';
  text: string;
}

const gap = 12;

/** The minimum width of these columns in pixels, including the gaps. */
export const leastWidth = (columns: readonly Column[]): number => columns.reduce((sum, { min }) => sum + min + gap, -gap);

/**
 * The columns that fit, in their order; if not even those that are never hidden fit, those at their narrowest. `width` is in pixels,
 * without the padding at both sides.
 */
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

/** CSS grid tracks. */
export const tracksOf = (columns: readonly Column[]): string =>
  columns.map(({ min, share }) => (share === undefined ? `${min}px` : `minmax(${min}px, ${share}fr)`)).join(' ');

/** The row that a key leads to; `null` for other keys. `page` is the number of rows in view. */
export function rowForKey(key: string, active: number, total: number, page: number): number | null {
  const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: total - 1 }[key];
  return to === undefined || total === 0 ? null : Math.min(Math.max(to, 0), total - 1);
}
