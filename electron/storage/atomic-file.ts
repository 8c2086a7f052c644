/** Writes a file atomically: first to `name.part` in the same folder, then renamed. */
import { randomUUID } from 'node:crypto';
import { closeSync, constants, fdatasyncSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { assertOwnFile, databaseBesides, entryAt } from './own-file.ts';
import { hasCode } from './disk-problem.ts';

const ownerOnly = 0o600;
/**
 * After this many written bytes they are flushed to the disk. With more at once, all other writes to the disk would have to wait longer.
 */
const syncedEvery = 1024 * 1024;

/** Windows doesn't have it. There, creating the temporary file would have failed if there had been a link of this name. */
const { O_NOFOLLOW: noFollow = 0 } = constants as Partial<typeof constants>;

/**
 * Creates an empty file beside `target` to write into, readable for its owner only, and returns its path: `target.part`, or another name if
 * that is taken, because the existing file may be somebody else's. Throws errors of the file system.
 */
export function createTempFile(target: string): string {
  assertReplaceable(target);
  const plain = `${target}.part`;
  const part = ['', ...databaseBesides].every((end) => entryAt(`${plain}${end}`) === null) ? plain : `${target}.${randomUUID()}.part`;
  closeSync(openSync(part, 'wx', ownerOnly));
  return part;
}

/** Writes text into a temporary file. Every method throws errors of the file system. */
export class TempFileWriter {
  readonly #handle: number;
  #unsynced = 0;

  /** `part`: a path from `createTempFile`. Whatever an earlier attempt wrote there is discarded. */
  constructor(
    private readonly part: string,
    private readonly target: string,
  ) {
    this.#handle = openSync(part, constants.O_WRONLY | constants.O_TRUNC | noFollow);
  }

  /** Returns when the system has accepted all of it, so a slow disk blocks the caller. */
  write(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    for (let at = 0; at < bytes.byteLength;) at += writeSync(this.#handle, bytes, at);
    this.#unsynced += bytes.byteLength;
    if (this.#unsynced < syncedEvery) return;
    fdatasyncSync(this.#handle);
    this.#unsynced = 0;
  }

  /** Flushes the file to the disk and renames it to its target. */
  finish(): void {
    fsyncSync(this.#handle);
    closeSync(this.#handle);
    movePart(this.part, this.target);
  }

  /** Deletes the temporary file. The target stays as it was. */
  drop(): void {
    try {
      closeSync(this.#handle);
    } catch {
      // It was closed before.
    }
    dropPart(this.part);
  }
}

/** Flushes a temporary file that was written without a TempFileWriter, for example by SQLite, and renames it to its target. */
export function finishPart(part: string, target: string): void {
  const handle = openSync(part, constants.O_RDWR | noFollow);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  movePart(part, target);
}

/** Deletes a temporary file, and anything that SQLite created beside it. */
export function dropPart(part: string): void {
  for (const end of ['', ...databaseBesides]) rmSync(`${part}${end}`, { force: true });
}

/** How many bytes have been written so far. */
export const partSize = (part: string): number => entryAt(part)?.size ?? 0;

/** Only a plain file or a link may be replaced. Throws if the target is anything else. */
function assertReplaceable(target: string): void {
  if (entryAt(target)?.isSymbolicLink() !== true) assertOwnFile(target);
}

function movePart(part: string, target: string): void {
  assertReplaceable(target);
  renameSync(part, target);
  syncFolder(target);
}

/** Flushes the folder as well, because otherwise a power failure could undo the rename. Not every system supports that. */
function syncFolder(target: string): void {
  const folder = target.replace(/[\\/][^\\/]*$/, '');
  try {
    const handle = openSync(folder === '' ? '/' : folder, 'r');
    fsyncSync(handle);
    closeSync(handle);
  } catch (error) {
    if (hasCode(error, 'EIO')) throw error;
  }
}
