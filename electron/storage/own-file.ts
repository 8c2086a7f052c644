/**
 * Access to files and folders inside Keypost's own folder. They are not trusted: a name may be a link that leads elsewhere, a pipe that
 * never ends, or a device. Everything that Keypost opens, writes, empties or removes in its folder is checked here first.
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

/**
 * Maximum size in bytes of a state file: enough for hundreds of presets with the longest bodies. Reading more would delay the start too
 * long.
 */
export const maxStateBytes = 64 * 1024 * 1024;

const ownerOnly = 0o600;
const ownerOnlyFolder = 0o700;
const othersRights = 0o077;
/** Windows has neither flag. There, opening follows no link that `lstat` did not show, and no file blocks. */
const { O_NOFOLLOW: noFollow = 0, O_NONBLOCK: nonBlock = 0 } = constants as Partial<typeof constants>;

/** Something else has the name of one of Keypost's files or folders. Nothing was changed. */
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
  /** Larger files, in bytes, are refused. */
  maxBytes?: number;
  /**
   * The file is written in place, so a file with other names (hard links) is refused: its content would change under those names, too.
   * Files that are only read, or replaced as a whole, may have them.
   */
  inPlace?: boolean;
}

/** What is at this path, without following links; `null` if there is nothing. Throws errors of the file system. */
export function entryAt(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    // A part of the path is a file, so there is nothing below it.
    if (error instanceof Error && Reflect.get(error, 'code') === 'ENOTDIR') return null;
    throw error;
  }
}

/** Returns `null` if there is nothing at this path. Throws `ForeignFileError` if it isn't a plain file, and errors of the file system. */
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

/**
 * Opens the file and calls `job` with it. Never waits for a pipe or a device. Throws as `assertOwnFile` does, and whatever `job` throws.
 */
function withOwnFile<T>(path: string, flags: number, options: OwnFileOptions, job: (handle: number, found: Stats) => T): T {
  assertOwnFile(path, options);
  const handle = openSync(path, flags | noFollow | nonBlock, ownerOnly);
  try {
    const found = fstatSync(handle);
    // The file at this path may have been replaced since it was checked.
    refuseForeign(path, found, options);
    return job(handle, found);
  } finally {
    closeSync(handle);
  }
}

/**
 * Opens the file for reading and calls `job` with it; returns `null` if there is none. Throws as `assertOwnFile` does, and whatever `job`
 * throws.
 */
export function withOwnFileToRead<T>(path: string, job: (handle: number, found: Stats) => T): T | null {
  return entryAt(path) === null ? null : withOwnFile(path, constants.O_RDONLY, {}, job);
}

/** Reads the whole file. Throws as `assertOwnFile` does, and also if there is no file. */
export function readOwnFile(path: string, maxBytes: number): Buffer {
  return withOwnFile(path, constants.O_RDONLY, { maxBytes }, (handle, { size }) => {
    const bytes = Buffer.alloc(size);
    let read = 0;
    for (let more = -1; more !== 0 && read < size; read += more) more = readSync(handle, bytes, read, size - read, read);
    return bytes.subarray(0, read);
  });
}

/**
 * Creates an empty file for writing in place if there is none, and removes other users' permissions from an existing one. Throws as
 * `assertOwnFile` does.
 */
export function ensureOwnFile(path: string): void {
  withOwnFile(path, constants.O_RDWR | constants.O_CREAT, { inPlace: true }, (handle, { mode }) => {
    if (process.platform !== 'win32' && (mode & othersRights) !== 0) fchmodSync(handle, ownerOnly);
  });
}

/** Appends text to a file and creates it if there is none. Throws as `assertOwnFile` does. */
export function appendToOwnFile(path: string, text: string): void {
  withOwnFile(path, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND, { inPlace: true }, (handle) => {
    const bytes = Buffer.from(text);
    // A full disk takes a part first, and throws at the next write.
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
  });
}

/** Empties a file without replacing it. Throws as `assertOwnFile` does, and also if there is no file. */
export function emptyOwnFile(path: string): void {
  withOwnFile(path, constants.O_RDWR, { inPlace: true }, (handle) => {
    ftruncateSync(handle);
  });
}

/** Checks whether this user may write the file. Throws the system's error if not, and as `assertOwnFile` does. */
export function tryToWriteOwnFile(path: string): void {
  withOwnFile(path, constants.O_RDWR, { inPlace: true }, () => undefined);
}

/** Suffixes of the files that SQLite creates beside a database. */
export const databaseBesides = ['-wal', '-shm', '-journal'] as const;

/**
 * Checks a database and the files that SQLite keeps beside it, because SQLite would follow links and write into their targets. Throws as
 * `assertOwnFile` does.
 */
export function assertOwnDatabase(file: string): void {
  for (const end of ['', ...databaseBesides]) assertOwnFile(`${file}${end}`, { inPlace: true });
}

/** As `ensureOwnFile`, for a database; the files that SQLite keeps beside it are checked as well. */
export function ensureOwnDatabase(file: string): void {
  assertOwnDatabase(file);
  ensureOwnFile(file);
}

/** Whether there is a folder at this path. Throws `ForeignFileError` if it is something else, and errors of the file system. */
export function assertOwnFolder(path: string): boolean {
  const found = entryAt(path);
  if (found === null) return false;
  const kind = kindOf(found);
  if (kind !== 'folder') throw foreign(path, kind === 'file' ? 'notFolder' : kind);
  return true;
}

/** Creates a folder for its owner only, or removes other users' permissions from an existing one. Throws as `assertOwnFolder` does. */
export function ensureOwnFolder(path: string): void {
  if (!assertOwnFolder(path)) mkdirSync(path, { recursive: true, mode: ownerOnlyFolder });
  else if (process.platform !== 'win32' && (lstatSync(path).mode & othersRights) !== 0) chmodSync(path, ownerOnlyFolder);
}

/** Device and inode; empty if there is no such file. Doesn't follow links. */
export function identityOf(file: string): string {
  const found = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : '';
}
