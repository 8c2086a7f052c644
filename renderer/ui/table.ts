/** What a table needs to know of its columns. */

export interface Column {
  id: string;
  label: string;
  /** One track of CSS grid, such as `96px` or `minmax(90px, 1fr)`. */
  width: string;
  /** Pixels of table width from which on the column is shown; without it, always. */
  from?: number;
  /** Numbers end at the same edge. */
  atEnd?: boolean;
}

export const columnsFor = (columns: readonly Column[], width: number): readonly Column[] =>
  columns.filter((column) => width >= (column.from ?? 0));

/** The row that a key leads to; `null` for keys that lead to none. `page` is the number of rows in view. */
export function rowFor(key: string, active: number, total: number, page: number): number | null {
  const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: total - 1 }[key];
  return to === undefined || total === 0 ? null : Math.min(Math.max(to, 0), total - 1);
}
