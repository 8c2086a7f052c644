/** A connection that only reads, and sees the database as it is when it reads first. */
import type { Database } from '../database/sqlite.ts';
import { openLogForReading } from '../database/reading-log.ts';
import { openIndexForReading } from '../search/index-database.ts';

/** Of the log. Throws as `openLogForReading`. */
export const ownLog = (file: string): Database => reading(openLogForReading(file));

/** Of its index. Throws as `openIndexForReading`. */
export const ownIndex = (file: string): Database => reading(openIndexForReading(file));

function reading(database: Database): Database {
  try {
    database.exec('BEGIN');
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}
