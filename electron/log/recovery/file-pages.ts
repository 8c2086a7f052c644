/** Reads the pages of a database file without SQLite: rows that its trees have lost may still be on them. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** The page size of every log: SQLite's default, which Keypost never changed. */
export const pageBytes = 4096;

/** Throws what the file system throws. Ignores a `-wal` beside the file. */
export class FilePages {
  readonly #handle: number;
  /** The number of pages; the first page is number 1. */
  readonly count: number;

  constructor(file: string) {
    this.#handle = openSync(file, 'r');
    this.count = Math.floor(fstatSync(this.#handle).size / pageBytes);
  }

  /** `null` where there is no such page. */
  page(number: number): Buffer | null {
    if (number < 1 || number > this.count) return null;
    const page = Buffer.alloc(pageBytes);
    return readSync(this.#handle, page, 0, pageBytes, (number - 1) * pageBytes) === pageBytes ? page : null;
  }

  close(): void {
    closeSync(this.#handle);
  }
}
