/** Why the log's database refused, in a few words. Pure. */

import { hasCode } from '../../shared/base/error-code.ts';
import { textOf } from '../../shared/i18n/text.ts';
import { diskProblem } from '../../storage/disk-problem.ts';
import { DamagedRow } from './entry-row.ts';

/** Whether an error says that the file itself is broken. A full disk, a lock or a missing right is none of it. */
export function isDamage(error: unknown): boolean {
  // Longer than anything that Keypost writes: the repair carries the rest of its row over.
  if (hasCode(error, 'SQLITE_TOOBIG')) return true;
  // A whole number beyond what JavaScript can represent is none that Keypost wrote.
  if (hasCode(error, 'ERR_OUT_OF_RANGE')) return true;
  if (error instanceof DamagedRow || hasCode(error, 'SQLITE_CORRUPT') || hasCode(error, 'SQLITE_NOTADB')) return true;
  // A schema that was brought up to date and lacks a part of it, and a step of it that met a value of a wrong type.
  return (
    error instanceof Error && hasCode(error, 'SQLITE_ERROR') && /^no such (table|column)|^type mismatch on DEFAULT/.test(error.message)
  );
}

/** A reason to stand inside a sentence. What the table of disk problems doesn't know says it itself. */
export function logTrouble(error: unknown): string {
  if (hasCode(error, 'SQLITE_TOOBIG')) return textOf({ code: 'log.valueTooLong', params: undefined });
  const problem = diskProblem(error);
  if (problem.kind !== 'other' || !(error instanceof Error) || error.message === '')
    return textOf({ code: 'disk.reason', params: problem });
  return error.message;
}
