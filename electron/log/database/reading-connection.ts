/** A read-only connection. It never checkpoints the write-ahead log; only the writer does. */
import { entryAt } from '../../storage/own-file.ts';
import { openSqlite, type Database } from './sqlite.ts';

/** Throws what SQLite throws, and an Error with the code `ENOENT` where there is no such file. */
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
