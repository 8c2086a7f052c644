/** A consistent snapshot of the log and its index. */
import { memoryIndex, openIndexForReading } from '../search/index-database.ts';
import { Indexer } from '../search/indexer.ts';
import { oneNumber } from '../database/rows.ts';
import type { Database } from '../database/sqlite.ts';
import { openLogForReading } from '../database/database.ts';

export interface LogSnapshot {
  log: Database;
  /** It may be some changes behind the log. */
  index: Database;
  /** Entries that have changed in the log, or were removed, since the index was written. */
  changed: ReadonlySet<number>;
  /** An in-memory index of those that are still there. */
  late: Database;
}

/** Milliseconds between two attempts, and in total. */
const retryMs = 10;
const maxWaitMs = 15_000;

/**
 * Opens both read-only. Another process writes the index, so it is often a little behind: missing changes are indexed separately in
 * memory. If it belongs to another log, or is still being built, this retries, and blocks the thread. The caller closes the snapshot.
 * Throws what SQLite throws, and an Error where the index does not catch up.
 */
export function openSnapshot(files: { log: string; index: string }): LogSnapshot {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (const until = performance.now() + maxWaitMs; performance.now() < until;) {
    const snapshot = openOnce(files);
    if (snapshot !== null) return snapshot;
    Atomics.wait(pause, 0, 0, retryMs);
  }
  throw new Error('the index of the log does not catch up');
}

export function closeSnapshot({ log, index, late }: LogSnapshot): void {
  for (const database of [late, index, log]) database.close();
}

/** `null` where it is unknown what the index lacks. */
function openOnce(files: { log: string; index: string }): LogSnapshot | null {
  // Read the index first, so that it is never ahead of the log.
  const opened: Database[] = [];
  const close = (): void => opened.forEach((database) => database.close());
  try {
    const index = ownIndex(files.index);
    opened.push(index);
    oneNumber(index, 'SELECT count(*) FROM progress');
    const log = ownLog(files.log);
    opened.push(log);
    const changes = new Indexer(log, index).changedSince();
    if (changes === null) {
      close();
      return null;
    }
    const late = memoryIndex();
    opened.push(late);
    new Indexer(log, late).add(changes);
    return { log, index, changed: new Set(changes), late };
  } catch (error) {
    close();
    throw error;
  }
}

/** The log, as of the first read. Throws as `openLogForReading`. */
export const ownLog = (file: string): Database => inReadTransaction(openLogForReading(file));

/** Its index, as of the first read. Throws as `openIndexForReading`. */
const ownIndex = (file: string): Database => inReadTransaction(openIndexForReading(file));

function inReadTransaction(database: Database): Database {
  try {
    database.exec('BEGIN');
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}
