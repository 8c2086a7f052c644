/** Keyboard navigation in lists and tables whose buttons are a single tab stop. */
import { foldLookAlikesAndAccents } from '../../electron/shared/base/fold-look-alikes.ts';

/** Indexes, counted from 0. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

/** Rows that Page Up and Page Down move by. */
const page = 10;
/** Milliseconds after which a typed letter starts a new word. */
const pauseMs = 700;

/**
 * The position that a key leads to, with this many rows and columns; `null` for other keys. Up, Down, Home, End and the page keys move
 * between rows in the same column, Left and Right within a row.
 */
export function positionForKey(key: string, { row, column }: GridPlace, rows: number, columns: number): GridPlace | null {
  if (rows === 0 || columns === 0) return null;
  const toRow = { ArrowDown: row + 1, ArrowUp: row - 1, PageDown: row + page, PageUp: row - page, Home: 0, End: rows - 1 }[key];
  if (toRow !== undefined) return { row: clamp(toRow, rows), column };
  const toColumn = { ArrowRight: column + 1, ArrowLeft: column - 1 }[key];
  return toColumn === undefined ? null : { row, column: clamp(toColumn, columns) };
}

const clamp = (index: number, length: number): number => Math.min(Math.max(index, 0), length - 1);

/** Finds a row by the first letters of its name as they are typed. */
export class TypeAhead {
  #typed = '';
  #at = -Infinity;

  /**
   * The row that a key leads to; `null` for keys that type nothing, or if no name begins so. Repeating a letter moves on to the next row
   * that begins with it. `now` is in milliseconds.
   */
  find(key: string, names: readonly string[], from: number, now: number): number | null {
    const isGoingOn = now - this.#at < pauseMs && this.#typed !== '';
    if (Array.from(key).length !== 1 || (key === ' ' && !isGoingOn)) return null;
    const isAgain = isGoingOn && foldLookAlikesAndAccents(this.#typed) === foldLookAlikesAndAccents(key);
    this.#typed = isGoingOn && !isAgain ? this.#typed + key : key;
    this.#at = now;
    // A continued word may still match the current row; a new word is searched from the next row on.
    const start = this.#typed === key ? from + 1 : from;
    const order = names.map((_, index) => (start + index) % names.length);
    const sought = foldLookAlikesAndAccents(this.#typed);
    return order.find((index) => foldLookAlikesAndAccents(names[index] ?? '').startsWith(sought)) ?? null;
  }
}
