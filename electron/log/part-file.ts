/** A file that is there as a whole or not at all: written beside its place as `name.part`, and renamed at the end. */
import { closeSync, fdatasyncSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { hasCode } from './log-trouble.ts';

const ownerOnly = 0o600;
/** Bytes after which what was written goes to the disk: more at once, and whoever waits for the disk meanwhile waits for all of it. */
const syncedEvery = 1024 * 1024;

/** The file beside `target` that is written first. */
export const partOf = (target: string): string => `${target}.part`;

/** Every method throws what the file system throws. */
export class PartFile {
  readonly #handle: number;
  #unsynced = 0;

  /** Takes the place of what an earlier try has left. Readable for its owner only. */
  constructor(private readonly target: string) {
    dropPart(target);
    this.#handle = openSync(partOf(target), 'wx', ownerOnly);
  }

  /** Returns when the system has taken all of it: a slow disk holds up whoever writes. */
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
    movePart(this.target);
  }

  /** Nothing of it is left, and what was in its place before still is. */
  drop(): void {
    try {
      closeSync(this.#handle);
    } catch {
      // It is closed already.
    }
    dropPart(this.target);
  }
}

/** Makes `name.part`, empty, for another program to write into. */
export function makePart(target: string): string {
  dropPart(target);
  closeSync(openSync(partOf(target), 'wx', ownerOnly));
  return partOf(target);
}

/** Puts a part that another has written on the disk and in its place. */
export function finishPart(target: string): void {
  const handle = openSync(partOf(target), 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  movePart(target);
}

/** With what SQLite may have put beside it. */
export function dropPart(target: string): void {
  for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${partOf(target)}${end}`, { force: true });
}

/** Bytes that are there by now. */
export const partSize = (target: string): number => statSync(partOf(target), { throwIfNoEntry: false })?.size ?? 0;

function movePart(target: string): void {
  renameSync(partOf(target), target);
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
