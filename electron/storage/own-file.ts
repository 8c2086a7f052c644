/**
 * Files and folders of Keypost's own folder. What stands under a name there is not trusted: it may be a link that leads elsewhere, a pipe that
 * never ends or a device. Everything that Keypost opens, writes, empties or removes in its folder goes through here first.
 */
import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  type Stats,
  writeSync,
} from 'node:fs';
import { basename } from 'node:path';
import type { ForeignKind } from '../shared/i18n/disk-text.ts';

/** Bytes of the largest state file that is read: hundreds of presets with the longest bodies. A start does not wait for more. */
export const maxStateBytes = 64 * 1024 * 1024;

const ownerOnly = 0o600;
const ownerOnlyFolder = 0o700;
const othersRights = 0o077;
/** Windows has neither: there nothing in a folder is opened through a link that `lstat` did not show, and no file blocks. */
const { O_NOFOLLOW: noFollow = 0, O_NONBLOCK: nonBlock = 0 } = constants as Partial<typeof constants>;

/** Something else stands where Keypost keeps a file or a folder of its own. Nothing was changed. */
export class ForeignFileError extends Error {
  readonly code = 'ERR_FOREIGN_FILE';

  constructor(
    /** Its name, without the folder. */
    readonly file: string,
    readonly kind: ForeignKind,
  ) {
    super(`${file} is not a file of Keypost's own (${kind})`);
  }
}

export interface OwnFileOptions {
  /** More bytes than this are refused. */
  maxBytes?: number;
  /**
   * The file is written in place, so that what is written would appear under its other names as well: one with other names (hard links) is
   * refused. A file that is only read, or replaced as a whole, may have them.
   */
  inPlace?: boolean;
}

/** What stands under this name, without following it; `null` where there is nothing. Throws what the file system says. */
export function entryAt(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    // Under a file there is nothing.
    if (error instanceof Error && Reflect.get(error, 'code') === 'ENOTDIR') return null;
    throw error;
  }
}

/** `null` where there is nothing. Throws `ForeignFileError` where it is no plain file, and what the file system says. */
export function assertOwnFile(path: string, options: OwnFileOptions = {}): Stats | null {
  const found = entryAt(path);
  if (found !== null) refuseForeign(path, found, options);
  return found;
}

function refuseForeign(path: string, found: Stats, { maxBytes = Infinity, inPlace = false }: OwnFileOptions): void {
  const kind = kindOf(found);
  if (kind !== 'file') throw foreign(path, kind);
  if (inPlace && found.nlink > 1) throw foreign(path, 'hardLink');
  if (found.size > maxBytes) throw foreign(path, 'tooLong');
}

function kindOf(found: Stats): ForeignKind | 'file' {
  if (found.isFile()) return 'file';
  if (found.isSymbolicLink()) return 'link';
  if (found.isDirectory()) return 'folder';
  if (found.isFIFO()) return 'pipe';
  return found.isSocket() ? 'socket' : 'device';
}

const foreign = (path: string, kind: ForeignKind): ForeignFileError => new ForeignFileError(basename(path), kind);

/** Runs `job` with the open file; never waits for a pipe or a device. Throws as `assertOwnFile`, and what `job` throws. */
function withOwnFile<T>(path: string, flags: number, options: OwnFileOptions, job: (handle: number, found: Stats) => T): T {
  assertOwnFile(path, options);
  const handle = openSync(path, flags | noFollow | nonBlock, ownerOnly);
  try {
    const found = fstatSync(handle);
    // What was looked at by its name may have been replaced since.
    refuseForeign(path, found, options);
    return job(handle, found);
  } finally {
    closeSync(handle);
  }
}

/** Reads the file for `job`; `null` where there is none. Throws as `assertOwnFile`, and what `job` throws. */
export function withOwnFileToRead<T>(path: string, job: (handle: number, found: Stats) => T): T | null {
  return entryAt(path) === null ? null : withOwnFile(path, constants.O_RDONLY, {}, job);
}

/** The whole file. Throws as `assertOwnFile`, also where there is none. */
export function readOwnFile(path: string, maxBytes: number): Buffer {
  return withOwnFile(path, constants.O_RDONLY, { maxBytes }, (handle, { size }) => {
    const bytes = Buffer.alloc(size);
    let read = 0;
    for (let more = -1; more !== 0 && read < size; read += more) more = readSync(handle, bytes, read, size - read, read);
    return bytes.subarray(0, read);
  });
}

/**
 * Makes a file that is written in place, empty, where there is none, and takes the rights of others away from one that is there. Throws as
 * `assertOwnFile`.
 */
export function ensureOwnFile(path: string): void {
  withOwnFile(path, constants.O_RDWR | constants.O_CREAT, { inPlace: true }, (handle, { mode }) => {
    if (process.platform !== 'win32' && (mode & othersRights) !== 0) fchmodSync(handle, ownerOnly);
  });
}

/** Writes text at the end of a file, which is made where there is none. Throws as `assertOwnFile`. */
export function appendToOwnFile(path: string, text: string): void {
  withOwnFile(path, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND, { inPlace: true }, (handle) => {
    const bytes = Buffer.from(text);
    // A full disk takes a part first, and throws at the next write.
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
  });
}

/** Empties a file; it stays the same one. Throws as `assertOwnFile`, also where there is none. */
export function emptyOwnFile(path: string): void {
  withOwnFile(path, constants.O_RDWR, { inPlace: true }, (handle) => {
    ftruncateSync(handle);
  });
}

/** Whether the system lets this user write the file; throws what it says where not, and as `assertOwnFile`. */
export function tryToWriteOwnFile(path: string): void {
  withOwnFile(path, constants.O_RDWR, { inPlace: true }, () => undefined);
}

/** What SQLite opens beside a database. */
export const databaseBesides = ['-wal', '-shm', '-journal'] as const;

/** Throws as `assertOwnFile` for a database or for what SQLite keeps beside it: it would follow links, and write into them. */
export function assertOwnDatabase(file: string): void {
  for (const end of ['', ...databaseBesides]) assertOwnFile(`${file}${end}`, { inPlace: true });
}

/** As `ensureOwnFile`, for a database; what SQLite keeps beside it is checked, too. */
export function ensureOwnDatabase(file: string): void {
  assertOwnDatabase(file);
  ensureOwnFile(file);
}

/** Whether there is a folder of this name. Throws `ForeignFileError` where something else is, and what the file system says. */
export function assertOwnFolder(path: string): boolean {
  const found = entryAt(path);
  if (found === null) return false;
  const kind = kindOf(found);
  if (kind !== 'folder') throw foreign(path, kind === 'file' ? 'notFolder' : kind);
  return true;
}

/** Makes a folder for its owner only, or takes the rights of others away from one that is there. Throws as `assertOwnFolder`. */
export function ensureOwnFolder(path: string): void {
  if (!assertOwnFolder(path)) mkdirSync(path, { recursive: true, mode: ownerOnlyFolder });
  else if (process.platform !== 'win32' && (lstatSync(path).mode & othersRights) !== 0) chmodSync(path, ownerOnlyFolder);
}

/** Device and inode; empty where there is no such file. Links are not followed. */
export function identityOf(file: string): string {
  const found = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : '';
}
