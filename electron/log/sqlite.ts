/**
 * SQLite, loaded when it is first used and not with Keypost: the window does not wait for it. By `require`, because `import()` can't look
 * into a packaged app's archive before Electron 28.
 */
import { createRequire } from 'node:module';
import type Database from 'libsql';
import type BackgroundDatabase from 'libsql/promise';

const load = createRequire(import.meta.url);

/** Opens a database file. Throws what SQLite throws, and what `require` does where its native part is missing. */
export function openSqlite(file: string): Database.Database {
  const Sqlite = load('libsql') as typeof Database;
  return new Sqlite(file);
}

/** The same, with statements that run in a thread of libsql's own. */
export function openInBackground(file: string): InstanceType<typeof BackgroundDatabase> {
  const Sqlite = load('libsql/promise') as typeof BackgroundDatabase;
  return new Sqlite(file, {});
}
