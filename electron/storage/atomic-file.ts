/** Writes a file atomically: beside its place as `name.part`, renamed at the end. */
import { randomUUID } from 'node:crypto';
import { closeSync, constants, fdatasyncSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { assertOwnFile, databaseBesides, entryAt } from './own-file.ts';
import { hasCode } from './disk-problem.ts';

const ownerOnly = 0o600;
/** Bytes after which what was written goes to the disk: more at once, and every other write waits for all of it. */
const syncedEvery = 1024 * 1024;

/** Windows has none: there a link of this name would have been in the way of the part when it was made. */
const { O_NOFOLLOW: noFollow = 0 } = constants as Partial<typeof constants>;

/**
 * Makes an empty file beside `target` to write into, readable for its owner only, and returns its path: `target.part`, or another name where
 * that one is taken, for whatever has it is somebody's own. Throws what the file system throws.
 */
export function createTempFile(target: string): string {
  assertReplaceable(target);
  const plain = `${target}.part`;
  const part = ['', ...databaseBesides].every((end) => entryAt(`${plain}${end}`) === null) ? plain : `${target}.${randomUUID()}.part`;
  closeSync(openSync(part, 'wx', ownerOnly));
  return part;
}

/** Writes text into a part. Every method throws what the file system throws. */
export class TempFileWriter {
  readonly #handle: number;
  #unsynced = 0;

  /** `part`: as `makePart` made it; what an earlier try has written is gone. */
  constructor(
    private readonly part: string,
    private readonly target: string,
  ) {
    this.#handle = openSync(part, constants.O_WRONLY | constants.O_TRUNC | noFollow);
  }

  /** Returns when the system has taken all of it: a slow disk holds up the caller. */
  write(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    for (let at = 0; at < bytes.byteLength;) at += writeSync(this.#handle, bytes, at);
    this.#unsynced += bytes.byteLength;
    if (this.#unsynced < syncedEvery) return;
    fdatasyncSync(this.#handle);
    this.#unsynced = 0;
  }

  /** Puts it on the disk and in its place. */
  finish(): void {
    fsyncSync(this.#handle);
    closeSync(this.#handle);
    movePart(this.part, this.target);
  }

  /** Nothing of it is left, and what was in its place before still is. */
  drop(): void {
    try {
      closeSync(this.#handle);
    } catch {
      // It is closed already.
    }
    dropPart(this.part);
  }
}

/** Puts a part that another has written on the disk and in its place. */
export function finishPart(part: string, target: string): void {
  const handle = openSync(part, constants.O_RDWR | noFollow);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  movePart(part, target);
}

/** With what SQLite may have put beside it. */
export function dropPart(part: string): void {
  for (const end of ['', ...databaseBesides]) rmSync(`${part}${end}`, { force: true });
}

/** Bytes that are there by now. */
export const partSize = (part: string): number => entryAt(part)?.size ?? 0;

/** A file, or a link, gives its place to the new one; nothing else that may stand there does. */
function assertReplaceable(target: string): void {
  if (entryAt(target)?.isSymbolicLink() !== true) assertOwnFile(target);
}

function movePart(part: string, target: string): void {
  assertReplaceable(target);
  renameSync(part, target);
  syncFolder(target);
}

/** The new name outlives a power failure only when its folder is on the disk as well. Not every system can do that. */
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
