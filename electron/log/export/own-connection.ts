/** A connection that only reads, and sees the database as it is when it reads first. */
import type { Database } from '../sqlite.ts';
import { readingConnection } from '../reading-connection.ts';

/** Throws what SQLite throws, and an Error where there is no such file. */
export function ownConnection(file: string): Database {
  const database = readingConnection(file);
  try {
    database.exec('BEGIN');
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}
