/**
 * Assigns rows to a table's row elements. The elements are in the order of their rows. Moving an element among the others makes the browser
 * lay out its whole content again, which takes longer than showing another row in place.
 */

export interface RowSlot {
  readonly slot: number;
  readonly row: number;
}

export class RowSlots {
  #slots: readonly RowSlot[] = [];

  /**
   * Shows these rows, lowest first. `kept` is the row that can have the focus and keeps its element. If most rows stay, they keep their
   * elements, too; after a jump no element is moved.
   */
  show(rows: readonly number[], kept = -1): readonly RowSlot[] {
    const there = new Map(this.#slots.map(({ slot, row }) => [row, slot]));
    const staying = rows.filter((row) => there.has(row));
    const jumped = staying.length * 2 < rows.length;
    const keeping = new Map((jumped ? staying.filter((row) => row === kept) : staying).map((row) => [row, there.get(row)]));
    const free = freeSlots(this.#slots, new Set(keeping.values()), jumped);
    this.#slots = rows.map((row) => ({ row, slot: keeping.get(row) ?? free() }));
    return this.#slots;
  }

  /** Rows from `at` on move by `by`; if `by` is negative, the rows that were in between are removed. */
  shift(at: number, by: number): void {
    this.#slots = this.#slots.flatMap((one) => {
      const row = shifted(one.row, at, by);
      return row === null ? [] : [{ ...one, row }];
    });
  }
}

/** The next free element, in the order of the page, or the lowest; if none is free, a new one. */
function freeSlots(slots: readonly RowSlot[], taken: ReadonlySet<number | undefined>, standing: boolean): () => number {
  const left = slots.map(({ slot }) => slot).filter((slot) => !taken.has(slot));
  if (!standing) left.sort((one, other) => one - other);
  const used = new Set([...taken, ...left]);
  return () => {
    const next = left.shift();
    if (next !== undefined) return next;
    let more = 0;
    while (used.has(more)) more++;
    used.add(more);
    return more;
  };
}

/** Where a row is after rows from `at` on moved by `by`; `null` if it was removed. */
export function shifted(row: number, at: number, by: number): number | null {
  if (row < at) return row;
  return row + by < at ? null : row + by;
}

/** Rows above and below the view: about one turn of a wheel. Each costs time whenever the view jumps. */
const around = 4;

/** The rows to show: those in view and some around them, always `kept`, at most `most`. */
export function rowsToShow({ first, last, total, kept, most }: RowView): readonly number[] {
  const room = Math.max(1, Math.min(around, Math.floor((most - 1 - (last - first + 1)) / 2)));
  const from = Math.max(0, first - room);
  const to = Math.min(total - 1, last + room);
  const rows = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  if (kept < from && kept >= 0 && total > 0) return [kept, ...rows];
  return kept > to && kept < total ? [...rows, kept] : rows;
}

export interface RowView {
  readonly first: number;
  readonly last: number;
  readonly total: number;
  /** A row that must not be removed, because it can have the focus. */
  readonly kept: number;
  readonly most: number;
}
