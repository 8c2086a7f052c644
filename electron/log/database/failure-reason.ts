/**
 * Finds the cause of a failure of the log. SQLite has one code for several causes: an exceeded quota is an "I/O error", a disk that can't
 * lock files is "busy". So the same operation is tried with a file of our own beside the log, and the error of the system tells the
 * cause.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diskProblem } from '../../storage/disk-problem.ts';
import { tryToWriteOwnFile } from '../../storage/own-file.ts';
import type { DiskProblem, DiskProblemKind } from '../../shared/i18n/disk-text.ts';
import { textOf } from '../../shared/i18n/text.ts';
import { isLocked } from './lock-timeout.ts';
import { logErrorText } from './log-errors.ts';
import { openSqlite } from './sqlite.ts';

/** Problems that may have another cause than SQLite's code says. */
const vague: readonly DiskProblemKind[] = ['ioError', 'notOpened', 'readOnlyFile', 'denied', 'noLocks', 'other'];

/** Enough bytes to need free space on the disk. */
const probeBytes = 8192;

/** The reason of an error while reading or writing `file`, to stand inside a text. */
export function failureReason(error: unknown, file: string): string {
  const found = diskProblem(error);
  if (found.kind === 'locked' || found.kind === 'noLocks')
    return reasonOf(canLock(dirname(file)) ? found : { kind: 'noLocks', systemCode: '' });
  const isVague = found.kind !== 'foreign' && found.systemCode.startsWith('SQLITE_') && vague.includes(found.kind);
  const own = isVague ? systemProblem(file) : null;
  return own === null ? logErrorText(error) : reasonOf(own);
}

const reasonOf = (problem: DiskProblem): string => textOf({ code: 'disk.reason', params: problem });

/** The system's error for writing the file, or a new one beside it; `null` where both can be written. */
function systemProblem(file: string): DiskProblem | null {
  try {
    tryToWriteOwnFile(file);
    withProbe(dirname(file), (probe) => {
      const handle = openSync(probe, 'wx', 0o600);
      try {
        writeSync(handle, Buffer.alloc(probeBytes));
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    });
    return null;
  } catch (error) {
    return diskProblem(error);
  }
}

/** Whether files in a folder can be locked at all, tried with a file that nobody else knows. True also where that can't be found out. */
export function canLock(folder: string): boolean {
  try {
    return withProbe(folder, canBeLocked);
  } catch {
    return true;
  }
}

function canBeLocked(probe: string): boolean {
  const database = openSqlite(probe);
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE; ROLLBACK');
    return true;
  } catch (error) {
    return !isLocked(error) && diskProblem(error).kind !== 'noLocks';
  } finally {
    database.close();
  }
}

function withProbe<T>(folder: string, job: (probe: string) => T): T {
  // Under a predictable name, somebody else could have placed a file.
  const probe = join(folder, `log-probe-${randomUUID()}.tmp`);
  try {
    return job(probe);
  } finally {
    for (const end of ['', '-journal']) rmSync(`${probe}${end}`, { force: true });
  }
}
