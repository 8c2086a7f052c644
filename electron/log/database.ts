/** Opens the log's database. */
import { closeSync, openSync } from 'node:fs';
import Database from 'libsql';
import { migrations } from './migrations.ts';

export type LogDatabase = Database.Database;

/**
 * Opens `file`, made readable for its owner only, and brings its schema up to date. Throws what SQLite throws, and an Error
 * if the file was written by a newer Keypost. `synchronous = FULL` puts every commit on the disk before it returns: an entry
 * has to be there before its request leaves.
 */
export function openDatabase(file: string): LogDatabase {
  closeSync(openSync(file, 'a', 0o600));
  const database = new Database(file);
  try {
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    database.exec('PRAGMA busy_timeout = 2000');
    migrate(database);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function migrate(database: LogDatabase): void {
  const applied = schemaVersion(database);
  if (applied > migrations.length) throw new Error(`the log was written by a newer Keypost (schema ${applied})`);
  migrations.slice(applied).forEach((step, index) => {
    const version = applied + index + 1;
    try {
      database.exec(`BEGIN IMMEDIATE; ${step}; PRAGMA user_version = ${version}; COMMIT;`);
    } finally {
      // A step that failed would hold the file until the garbage collector has taken the connection.
      if (database.inTransaction) database.exec('ROLLBACK');
    }
  });
}

function schemaVersion(database: LogDatabase): number {
  const row: unknown = database.prepare('PRAGMA user_version').get();
  const version: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'user_version') : undefined;
  if (typeof version !== 'number') throw new Error('the log has no schema version');
  return version;
}
