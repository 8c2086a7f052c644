/** Checkpoints the write-ahead log into the log's own file. Only for the connection that writes. */
import * as v from 'valibot';
import type { LogDatabase } from './database.ts';

/**
 * Checkpoints as much as readers allow, without waiting for them. Returns whether that is everything. `empty`: the write-ahead log is
 * truncated. Otherwise it keeps its size and is overwritten, which is faster while a lot is written. Throws what SQLite throws.
 */
export function checkpoint(database: LogDatabase, empty: boolean): boolean {
  if (!empty) {
    const { log, checkpointed } = runCheckpoint(database, 'PASSIVE');
    return log === checkpointed;
  }
  const { timeout } = v.parse(TimeoutSchema, database.prepare('PRAGMA busy_timeout').get());
  database.exec('PRAGMA busy_timeout = 0');
  try {
    return runCheckpoint(database, 'TRUNCATE').busy === 0;
  } finally {
    database.exec(`PRAGMA busy_timeout = ${timeout}`);
  }
}

/**
 * Removes everything from the log's files that its entries don't need: remnants of removed rows, and older versions of pages. `rewrite`:
 * rewrites the whole log, which takes about a second for 500 MB of remaining data. Throws SQLITE_BUSY where another program reads the
 * log.
 */
export function eraseTraces(database: LogDatabase, rewrite: boolean): void {
  if (rewrite) database.exec('PRAGMA temp_store = MEMORY; VACUUM');
  if (runCheckpoint(database, 'TRUNCATE').busy === 0) return;
  throw Object.assign(new Error('another program reads the log'), { code: 'SQLITE_BUSY' });
}

const TimeoutSchema = v.object({ timeout: v.number() });
const RowSchema = v.object({ busy: v.number(), log: v.number(), checkpointed: v.number() });

const runCheckpoint = (database: LogDatabase, mode: 'PASSIVE' | 'TRUNCATE'): v.InferOutput<typeof RowSchema> =>
  v.parse(RowSchema, database.prepare(`PRAGMA wal_checkpoint(${mode})`).get());
