/** Read-only connections in a transaction: they see the database as of their first read. */
import type { Database } from '../database/sqlite.ts';
import { openLogForReading } from '../database/reading-log.ts';
import { openIndexForReading } from '../search/index-database.ts';

/** For the log. Throws as `openLogForReading`. */
export const ownLog = (file: string): Database => inReadTransaction(openLogForReading(file));

/** For its index. Throws as `openIndexForReading`. */
export const ownIndex = (file: string): Database => inReadTransaction(openIndexForReading(file));

function inReadTransaction(database: Database): Database {
  try {
    database.exec('BEGIN');
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}
