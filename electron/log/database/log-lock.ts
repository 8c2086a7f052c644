/**
 * Allows one writer per folder. The lock is an SQLite lock on a small file beside the log: it works wherever the log works, and the system
 * releases it when the process ends, in whatever way. The log itself is not locked permanently, so that it can be read.
 */
import { dirname } from 'node:path';
import { emptyOwnFile, ensureOwnFile } from '../../storage/own-file.ts';
import { isLocked } from './lock-timeout.ts';
import { openSqlite } from './sqlite.ts';
import { isDamage } from './log-errors.ts';
import { canLock } from './failure-reason.ts';

export interface LogLock {
  release(): void;
}

/**
 * Throws an Error with the code `held` when another process has the lock, with `ENOLCK` where files can't be locked, `ForeignFileError`
 * where it is a link or not a plain file, and otherwise what SQLite or the file system throw. The file has no content, so a damaged one
 * is emptied; it stays the same file, because others may hold a lock on it.
 */
export function takeLogLock(file: string): LogLock {
  ensureOwnFile(file);
  try {
    return take(file);
  } catch (error) {
    if (!isDamage(error)) throw error;
    emptyOwnFile(file);
    return take(file);
  }
}

function take(file: string): LogLock {
  const database = openSqlite(file);
  try {
    database.exec('PRAGMA busy_timeout = 0');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!isLocked(error)) throw error;
    // SQLite has the same code where the disk can't lock files at all.
    const code = canLock(dirname(file)) ? 'held' : 'ENOLCK';
    throw Object.assign(new Error('the log is held by another process'), { code });
  }
  return {
    release: () => {
      if (!database.isOpen) return;
      database.exec('ROLLBACK');
      database.close();
    },
  };
}
