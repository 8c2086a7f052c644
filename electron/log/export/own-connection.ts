/** A connection that only reads, and sees the database as it is when it reads first. */
import { existsSync } from 'node:fs';
import Database from 'libsql';

/** Throws what SQLite throws, and an Error where there is no such file. */
export function ownConnection(file: string): Database.Database {
  if (!existsSync(file)) throw Object.assign(new Error('its file is not there'), { code: 'ENOENT' });
  const database = new Database(file);
  database.exec('PRAGMA busy_timeout = 2000');
  database.exec('PRAGMA query_only = 1');
  database.exec('BEGIN');
  return database;
}
