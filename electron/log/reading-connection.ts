/** A connection that only reads. */
import { existsSync } from 'node:fs';
import type Database from 'libsql';
import { openSqlite } from './sqlite.ts';

/** Throws what SQLite throws, and an Error where there is no such file: SQLite would make one. */
export function readingConnection(file: string): Database.Database {
  if (!existsSync(file)) throw Object.assign(new Error('its file is not there'), { code: 'ENOENT' });
  const database = openSqlite(file);
  try {
    database.exec('PRAGMA busy_timeout = 2000');
    database.exec('PRAGMA query_only = 1');
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}
