/** Reasons for failures of the log's database, and whether the log or its index is damaged. */
import { hasCode, diskProblem } from '../../storage/disk-problem.ts';
import { textOf } from '../../shared/i18n/text.ts';
import { DamagedRow } from './entry-row.ts';
import { WrongCount } from './statements.ts';

/** Whether an error means that the file itself is damaged. A full disk, a lock or a missing permission is not damage. */
export function isDamage(error: unknown): boolean {
  // A value is longer than anything that Keypost writes: the repair carries over the rest of its row.
  if (hasCode(error, 'SQLITE_TOOBIG')) return true;
  // Keypost never wrote an integer that JavaScript can't represent.
  if (hasCode(error, 'ERR_OUT_OF_RANGE')) return true;
  if (error instanceof DamagedRow || hasCode(error, 'SQLITE_CORRUPT') || hasCode(error, 'SQLITE_NOTADB')) return true;
  // The schema lacks a part that its version has, or a migration met a value of the wrong type.
  return (
    error instanceof Error && hasCode(error, 'SQLITE_ERROR') && /^no such (table|column)|^type mismatch on DEFAULT/.test(error.message)
  );
}

/** A reason that stands inside a text. For errors that the table of disk problems doesn't have, it is their own message. */
export function logErrorText(error: unknown): string {
  if (hasCode(error, 'SQLITE_TOOBIG')) return textOf({ code: 'log.valueTooLong', params: undefined });
  const problem = diskProblem(error);
  if (problem.kind !== 'other' || !(error instanceof Error) || error.message === '')
    return textOf({ code: 'disk.reason', params: problem });
  return error.message;
}

/** The schema of the index has something that is not Keypost's, or lacks something. */
export class ForeignIndex extends Error {}

/** The log itself can't be read; the index is not the cause. */
export class LogDamaged extends Error {}

/** Runs a read of the log. Throws `LogDamaged` where the log is damaged, and any other error unchanged. */
export function readFromLog<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw isDamage(error) ? new LogDamaged('its file is damaged') : error;
  }
}

/** Whether the index is damaged, has another schema than it should, or doesn't accept writes. */
export const isIndexDamage = (error: unknown): boolean =>
  !(error instanceof LogDamaged) &&
  (error instanceof WrongCount || error instanceof ForeignIndex || isDamage(error) || hasCode(error, 'SQLITE_ERROR'));
