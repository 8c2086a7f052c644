/** The diagnostics file, and the one before it: together they never grow beyond twice the limit. */
import { renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { diskReasonText } from '../storage/json-store.ts';
import { appendToOwnFile, assertOwnFile, readOwnFile } from '../storage/own-file.ts';

/** Bytes after which a new file is begun. */
const maxBytes = 256 * 1024;

export class DiagnosticsFile {
  /** Where the newest lines are. */
  readonly path: string;
  readonly #earlier: string;
  /** Whether the last line may lack its end, because the disk was full. */
  #isTorn = false;

  /** Nothing is made or read before it is needed. */
  constructor(folder: string) {
    this.path = join(folder, 'diagnostics.log');
    this.#earlier = join(folder, 'diagnostics-earlier.log');
  }

  /** Throws `ForeignFileError` if something else stands in its place, and what the file system says. */
  append(line: string): void {
    const size = assertOwnFile(this.path)?.size ?? 0;
    // What stands under the earlier name goes, without being followed.
    if (size >= maxBytes) renameSync(this.path, this.#earlier);
    const text = `${this.#isTorn ? '\n' : ''}${line}\n`;
    this.#isTorn = true;
    appendToOwnFile(this.path, text);
    this.#isTorn = false;
  }

  /** All lines, the oldest first. In place of a file that can't be read there is a line that says why. */
  read(): string[] {
    return [this.#earlier, this.path].flatMap(linesIn);
  }
}

function linesIn(file: string): string[] {
  try {
    if (assertOwnFile(file) === null) return [];
    return readOwnFile(file, 2 * maxBytes)
      .toString()
      .split('\n')
      .filter((line) => line !== '');
  } catch (error) {
    return [`${basename(file)} can't be read: ${diskReasonText(error)}`];
  }
}
