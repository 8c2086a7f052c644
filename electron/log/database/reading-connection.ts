/** A connection that only reads. It never moves the write-ahead log into the database: that is the writer's business alone. */
import { entryAt } from '../../storage/own-file.ts';
import { openSqlite, type Database } from './sqlite.ts';

/** Throws what SQLite throws, and an Error where there is no such file: SQLite would make one. */
export function readingConnection(file: string): Database {
  if (entryAt(file) === null) throw Object.assign(new Error('its file is not there'), { code: 'ENOENT' });
  const database = openSqlite(file, { readOnly: true });
  try {
    database.exec('PRAGMA busy_timeout = 2000');
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}
