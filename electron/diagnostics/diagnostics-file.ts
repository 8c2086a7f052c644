/** The diagnostics file, and the one before it: together they never grow beyond twice the limit. */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { appendToOwnFile, assertOwnFile, readOwnFile } from '../storage/own-file.ts';

/** Bytes after which a new file is begun. */
const maxBytes = 256 * 1024;

export class DiagnosticsFile {
  /** Where the newest lines are. */
  readonly path: string;
  readonly #earlier: string;

  /** Nothing is made or read before it is needed. */
  constructor(folder: string) {
    this.path = join(folder, 'diagnostics.log');
    this.#earlier = join(folder, 'diagnostics-earlier.log');
  }

  /** Throws `ForeignFileError` where something else stands in its place, and what the file system says. */
  append(line: string): void {
    const size = assertOwnFile(this.path)?.size ?? 0;
    if (size >= maxBytes) this.#beginAnew();
    appendToOwnFile(this.path, `${line}\n`);
  }

  /** All lines, the oldest first; empty where there are none. Throws as `append`. */
  read(): string {
    return [this.#earlier, this.path]
      .map((file) => (assertOwnFile(file) === null ? '' : readOwnFile(file, 2 * maxBytes).toString()))
      .join('');
  }

  #beginAnew(): void {
    if (assertOwnFile(this.#earlier) !== null) rmSync(this.#earlier);
    renameSync(this.path, this.#earlier);
  }
}
