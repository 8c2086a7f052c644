/**
 * One writer a folder. The lock is one of SQLite's own, on a small file beside the log: it works wherever the log works, and
 * the system frees it when the process ends, however it ends. The log itself is not locked for good, so that it can be read.
 */
import { dirname } from 'node:path';
import { emptyOwnFile, ensureOwnFile } from '../../storage/own-file.ts';
import { isLocked } from './lock-patience.ts';
import { openSqlite } from './sqlite.ts';
import { isDamage } from './log-trouble.ts';
import { canLock } from './why-refused.ts';

export interface LogLock {
  release(): void;
}

/**
 * Throws an Error with the code `held` when another process has the lock, `ENOLCK` where no file can be locked, and what SQLite or the file system say otherwise. The
 * file holds nothing, so one that is damaged is emptied; it stays the same file, for others may hold it. Throws `ForeignFileError` where it is
 * a link or no plain file: what that leads to is left alone.
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
    // SQLite says the same where the disk can't lock files at all.
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
