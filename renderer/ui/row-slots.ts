/**
 * Which of a table's row elements shows which row. A row keeps its element as long as it is shown, and so its focus; elements of rows
 * that are gone are used again.
 */

export interface Slot {
  readonly slot: number;
  readonly row: number;
}

export class RowSlots {
  #slots: readonly Slot[] = [];

  /** Shows these rows, lowest first. */
  show(rows: readonly number[]): readonly Slot[] {
    const there = new Map(this.#slots.map(({ slot, row }) => [row, slot]));
    const taken = new Set(rows.flatMap((row) => there.get(row) ?? []));
    let next = 0;
    const free = (): number => {
      while (taken.has(next)) next++;
      return next++;
    };
    this.#slots = rows.map((row) => ({ row, slot: there.get(row) ?? free() }));
    return this.#slots;
  }

  /** Rows from `at` on move by `by`; upwards, those that were in the way are gone. */
  shift(at: number, by: number): void {
    this.#slots = this.#slots.flatMap((one) => {
      const row = shifted(one.row, at, by);
      return row === null ? [] : [{ ...one, row }];
    });
  }
}

/** Where a row is after rows from `at` on moved by `by`; `null` if it is gone. */
export function shifted(row: number, at: number, by: number): number | null {
  if (row < at) return row;
  return row + by < at ? null : row + by;
}

/** Rows above and below the view: as far as one turn of a wheel. Each of them costs time whenever the view jumps. */
const around = 4;

/** The rows to show: those in view and some around them, `kept` always, at most `most`. */
export function rowsToShow({ first, last, total, kept, most }: View): readonly number[] {
  const room = Math.max(1, Math.min(around, Math.floor((most - 1 - (last - first + 1)) / 2)));
  const from = Math.max(0, first - room);
  const to = Math.min(total - 1, last + room);
  const rows = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  if (kept < from && kept >= 0 && total > 0) return [kept, ...rows];
  return kept > to && kept < total ? [...rows, kept] : rows;
}

export interface View {
  readonly first: number;
  readonly last: number;
  readonly total: number;
  /** A row that must not go, because it can have the focus. */
  readonly kept: number;
  readonly most: number;
}
