/** Lists and tables whose buttons are one stop for Tab: which button a key leads to. Pure. */
import { foldForFinding } from '../../electron/shared/base/fold-text.ts';

/** Counted from 0. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

/** Rows that Page Up and Page Down go past. */
const page = 10;
/** Milliseconds after which a typed letter begins a new word. */
const pauseMs = 700;

/**
 * The place that a key leads to, in so many rows and columns; `null` for keys that lead to none. Up, Down, Home, End and the page keys go
 * from row to row and stay in their column, Left and Right go through a row.
 */
export function placeInGrid(key: string, { row, column }: GridPlace, rows: number, columns: number): GridPlace | null {
  if (rows === 0 || columns === 0) return null;
  const toRow = { ArrowDown: row + 1, ArrowUp: row - 1, PageDown: row + page, PageUp: row - page, Home: 0, End: rows - 1 }[key];
  if (toRow !== undefined) return { row: clamp(toRow, rows), column };
  const toColumn = { ArrowRight: column + 1, ArrowLeft: column - 1 }[key];
  return toColumn === undefined ? null : { row, column: clamp(toColumn, columns) };
}

const clamp = (index: number, length: number): number => Math.min(Math.max(index, 0), length - 1);

/** Finds a row by the first letters of its name, as they are typed. */
export class TypeAhead {
  #typed = '';
  #at = -Infinity;

  /**
   * The row that a key leads to; `null` for keys that type nothing, and where no name begins so. The same letter again goes on to the next
   * row that begins with it. `now` is in milliseconds.
   */
  find(key: string, names: readonly string[], from: number, now: number): number | null {
    const isGoingOn = now - this.#at < pauseMs && this.#typed !== '';
    if (Array.from(key).length !== 1 || (key === ' ' && !isGoingOn)) return null;
    const isAgain = isGoingOn && foldForFinding(this.#typed) === foldForFinding(key);
    this.#typed = isGoingOn && !isAgain ? this.#typed + key : key;
    this.#at = now;
    // A word that goes on may still be that of the row one is on; a new one is sought from the next row.
    const start = this.#typed === key ? from + 1 : from;
    const order = names.map((_, index) => (start + index) % names.length);
    const sought = foldForFinding(this.#typed);
    return order.find((index) => foldForFinding(names[index] ?? '').startsWith(sought)) ?? null;
  }
}
