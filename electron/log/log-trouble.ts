/** Why the log's database refused, in a few words. Pure. */

import { DamagedRow } from './entry-row.ts';

/** Result codes of SQLite; the beginning counts, for the extended codes begin with the plain ones. */
const words: readonly (readonly [code: string, words: string])[] = [
  ['SQLITE_FULL', 'disk full'],
  ['SQLITE_READONLY', 'its file is read-only'],
  ['SQLITE_PERM', 'permission denied'],
  ['SQLITE_CANTOPEN', 'its file could not be opened'],
  ['SQLITE_BUSY', 'another program holds it'],
  ['SQLITE_LOCKED', 'another program holds it'],
  ['SQLITE_CORRUPT', 'its file is damaged'],
  ['SQLITE_NOTADB', 'its file is not a log'],
  ['SQLITE_IOERR', 'the disk reports an error'],
  ['held', 'another Keypost uses this folder'],
  ['ENOSPC', 'disk full'],
  ['EACCES', 'permission denied'],
  ['EROFS', 'the disk is read-only'],
  ['EISDIR', 'a folder stands in its place'],
];

/** Whether an error carries this code, or an extended form of it. */
export function hasCode(error: unknown, code: string): boolean {
  const own: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof own === 'string' && own.startsWith(code);
}

/** Whether an error says that the file itself is broken. A full disk, a lock or a missing right is none of it. */
export function isDamage(error: unknown): boolean {
  // A whole number beyond what JavaScript can represent is none that Keypost wrote.
  if (hasCode(error, 'ERR_OUT_OF_RANGE')) return true;
  if (error instanceof DamagedRow || hasCode(error, 'SQLITE_CORRUPT') || hasCode(error, 'SQLITE_NOTADB')) return true;
  // A schema that was brought up to date and lacks a part of it, and a step of it that met a value of a wrong type.
  return (
    error instanceof Error && hasCode(error, 'SQLITE_ERROR') && /^no such (table|column)|^type mismatch on DEFAULT/.test(error.message)
  );
}

export function logTrouble(error: unknown): string {
  const known = words.find(([code]) => hasCode(error, code));
  if (known) return known[1];
  return error instanceof Error && error.message !== '' ? error.message : 'for an unknown reason';
}
