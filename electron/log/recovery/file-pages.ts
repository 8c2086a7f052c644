/** The pages of a database file as they lie in it, read without SQLite: what its trees have lost may still lie there. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes of a page of every log: SQLite's own default, which Keypost never changed. */
export const pageBytes = 4096;

/** Throws what the file system throws. What waits in a `-wal` beside the file is not seen. */
export class FilePages {
  readonly #handle: number;
  /** Of the whole file; the first page is number 1. */
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
