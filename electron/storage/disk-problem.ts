/** What an error of the file system or of SQLite means. State files, log, export, backup and catalogs all use this table. */
import { constants } from 'node:os';
import type { DiskProblem, DiskProblemKind } from '../shared/i18n/disk-text.ts';
import { ForeignFileError } from './own-file.ts';

type SystemProblemKind = Exclude<DiskProblemKind, 'foreign'>;

/** Error codes of the system, as Node names them (errno(3)). */
const systemCodes: Readonly<Record<string, SystemProblemKind>> = {
  ENOSPC: 'full',
  EDQUOT: 'quota',
  EROFS: 'readOnlyDisk',
  EACCES: 'denied',
  EPERM: 'protected',
  EIO: 'ioError',
  ENXIO: 'ioError',
  ENODEV: 'ioError',
  ESTALE: 'ioError',
  EBUSY: 'inUse',
  ETXTBSY: 'inUse',
  EAGAIN: 'locked',
  EDEADLK: 'locked',
  ENOLCK: 'noLocks',
  ENOTSUP: 'noLocks',
  EMFILE: 'tooManyFiles',
  ENFILE: 'tooManyFiles',
  ENAMETOOLONG: 'nameTooLong',
  ELOOP: 'linkLoop',
  EISDIR: 'isFolder',
  ENOTDIR: 'notFolder',
  ENOENT: 'missing',
  EFBIG: 'tooBig',
  ENOMEM: 'noMemory',
  held: 'held',
};

/** Result codes of SQLite by number (https://sqlite.org/rescode.html). The extended codes, which are more specific, come first. */
const sqliteNumbers: Readonly<Record<number, SystemProblemKind>> = {
  270: 'notOpened', // CANTOPEN_NOTEMPDIR
  526: 'isFolder', // CANTOPEN_ISDIR
  1038: 'nameTooLong', // CANTOPEN_CONVPATH
  782: 'notOpened', // CANTOPEN_FULLPATH
  1550: 'linkLoop', // CANTOPEN_SYMLINK
  1544: 'readOnlyDisk', // READONLY_DIRECTORY
  3082: 'noMemory', // IOERR_NOMEM
  3850: 'noLocks', // IOERR_LOCK
  2058: 'noLocks', // IOERR_UNLOCK
  2314: 'noLocks', // IOERR_RDLOCK
  5130: 'noLocks', // IOERR_SHMLOCK
  3: 'denied',
  5: 'locked',
  6: 'locked',
  7: 'noMemory',
  8: 'readOnlyFile',
  10: 'ioError',
  11: 'damaged',
  13: 'full',
  14: 'notOpened',
  18: 'tooBig',
  22: 'tooBig',
  26: 'notLog',
};

/** The same codes by name, for errors without a number. Names are matched by prefix, because extended names begin with the basic one. */
const sqliteNames: readonly (readonly [name: string, number: number])[] = [
  ['SQLITE_CANTOPEN_ISDIR', 526],
  ['SQLITE_CANTOPEN_CONVPATH', 1038],
  ['SQLITE_CANTOPEN_SYMLINK', 1550],
  ['SQLITE_CANTOPEN', 14],
  ['SQLITE_READONLY_DIRECTORY', 1544],
  ['SQLITE_READONLY', 8],
  ['SQLITE_IOERR_NOMEM', 3082],
  ['SQLITE_IOERR_LOCK', 3850],
  ['SQLITE_IOERR_UNLOCK', 2058],
  ['SQLITE_IOERR_RDLOCK', 2314],
  ['SQLITE_IOERR_SHMLOCK', 5130],
  ['SQLITE_IOERR', 10],
  ['SQLITE_PERM', 3],
  ['SQLITE_BUSY', 5],
  ['SQLITE_LOCKED', 6],
  ['SQLITE_NOMEM', 7],
  ['SQLITE_CORRUPT', 11],
  ['SQLITE_FULL', 13],
  ['SQLITE_TOOBIG', 18],
  ['SQLITE_NOLFS', 22],
  ['SQLITE_NOTADB', 26],
];

/** An error's code, such as `ENOSPC` or `SQLITE_BUSY`; empty if it has none. */
function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (typeof code !== 'string') return '';
  // libuv has no name for some codes, for example EDQUOT and ENOLCK. They arrive as UNKNOWN with their number.
  return systemCodes[code] === undefined ? (nameOfNumber(Reflect.get(error as object, 'errno')) ?? code) : code;
}

function nameOfNumber(errno: unknown): string | undefined {
  if (typeof errno !== 'number') return undefined;
  return Object.entries(constants.errno).find(([name, number]) => number === Math.abs(errno) && systemCodes[name] !== undefined)?.[0];
}

/** SQLite's extended result code, whichever SQLite module threw it; `null` if the error isn't one of SQLite's. */
export function sqliteNumber(error: unknown): number | null {
  const own = error instanceof Error ? [Reflect.get(error, 'errcode'), Reflect.get(error, 'rawCode')] : [];
  const number: unknown = own.find((one) => typeof one === 'number');
  if (typeof number === 'number') return number;
  const code = codeOf(error);
  return sqliteNames.find(([name]) => code.startsWith(name))?.[1] ?? null;
}

export function diskProblem(error: unknown): DiskProblem {
  if (error instanceof ForeignFileError) return { kind: 'foreign', file: error.file, is: error.kind };
  const code = codeOf(error);
  const number = sqliteNumber(error);
  const kind = number === null ? systemCodes[code] : (sqliteNumbers[number] ?? sqliteNumbers[number & 0xff]);
  return { kind: kind ?? 'other', systemCode: code };
}

/** Whether an error has this code or an extended form of it. */
export function hasCode(error: unknown, code: string): boolean {
  const own: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof own === 'string' && own.startsWith(code);
}
