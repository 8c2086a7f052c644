/** The log and its index as they are at one and the same moment. */
import { memoryIndex } from '../search/index-database.ts';
import { Indexer } from '../search/indexer.ts';
import { oneNumber } from '../database/rows.ts';
import type { Database } from '../database/sqlite.ts';
import { ownIndex, ownLog } from './own-connection.ts';

export interface LogSnapshot {
  log: Database;
  /** It may be some changes behind the log. */
  index: Database;
  /** Entries that the index does not know as they are in the log, or that are not there any more. */
  changed: ReadonlySet<number>;
  /** An index of nothing but those that are there. */
  late: Database;
}

/** Milliseconds between two tries, and in all. */
const againMs = 10;
const mostMs = 15_000;

/**
 * Opens them for reading only. The index is written by another process, so it is often a little behind: what it lacks is indexed apart.
 * Where it belongs to another log, or is still being built, it is opened again and again. Blocks meanwhile. Whoever gets a snapshot
 * closes it. Throws what SQLite throws, and an Error where the index does not catch up.
 */
export function openSnapshot(files: { log: string; index: string }): LogSnapshot {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (const until = performance.now() + mostMs; performance.now() < until;) {
    const snapshot = openOnce(files);
    if (snapshot !== null) return snapshot;
    Atomics.wait(pause, 0, 0, againMs);
  }
  throw new Error('the index of the log does not catch up');
}

export function closeSnapshot({ log, index, late }: LogSnapshot): void {
  for (const database of [late, index, log]) database.close();
}

/** `null` where it can't be told what the index lacks. */
function openOnce(files: { log: string; index: string }): LogSnapshot | null {
  // The index is read first, so that it is never ahead of the log.
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
