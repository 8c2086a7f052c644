/** Brings what waits in the write-ahead log into the log's own file. Only for the connection that writes. */
import * as v from 'valibot';
import type { LogDatabase } from './database.ts';

/**
 * As far as nobody reads, and waiting for nobody. Whether that is all of it. `empty`: the write-ahead log is left empty then. Otherwise it
 * keeps its size and is written over, which is quicker while a lot is written. Throws what SQLite throws.
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
 * Leaves nothing in the log's files but what its entries need: neither rests of removed rows, nor older states of pages. `rewrite` writes the
 * whole log anew, which takes about a second for 500 MB of what is left. Throws SQLITE_BUSY where another program reads the log.
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
