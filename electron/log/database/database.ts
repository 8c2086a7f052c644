/** Opens the log's database. */
import { statSync } from 'node:fs';
import { ensureOwnDatabase } from '../../storage/own-file.ts';
import { openSqlite, type Database } from './sqlite.ts';
import { fingerprintAnew } from './entry-fingerprints.ts';
import { lockWaitMs } from './lock-patience.ts';
import { assertReleasedSchema } from './released-schema.ts';
import { versionOnDisk } from './version-on-disk.ts';
import { fingerprintsSince, migrations } from './migrations.ts';

export type LogDatabase = Database;

/** `auto_vacuum`: the pages of what is removed are given back when asked for, not at once. */
const givesBack = 'INCREMENTAL';
/** Bytes of a log from before that is written anew for it: about a tenth of a second. */
const rewrittenUpTo = 32 * 1024 * 1024;

/**
 * Opens `file`, made readable for its owner only, and brings its schema up to date. Throws what SQLite throws, `ForeignFileError` where it is a
 * link or no plain file, `ForeignSchemaError` where no Keypost made its schema, and an Error if it was written by a newer Keypost; none of these is touched. `synchronous = FULL` puts every commit on the disk before
 * it returns: an entry has to be there before its request leaves. `waitMs`: how long a lock of another program is waited for.
 */
export function openDatabase(file: string, waitMs = lockWaitMs): LogDatabase {
  ensureOwnDatabase(file);
  refuseNewer(versionOnDisk(file));
  refuseEmptied(file);
  const isNew = statSync(file).size === 0;
  const database = openSqlite(file);
  try {
    database.exec(`PRAGMA busy_timeout = ${waitMs}`);
    refuseNewer(schemaVersion(database));
    assertReleasedSchema(database);
    // Only before the first table, and before the journal mode is written: what is removed later can be given back to the system.
    if (isNew) database.exec(`PRAGMA auto_vacuum = ${givesBack}`);
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    // Usually it's done before, when nothing is written: see checkpoints.ts.
    database.exec('PRAGMA wal_autocheckpoint = 4000');
    migrate(database);
    if (!isNew) makeGiveBack(database, statSync(file).size);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/**
 * Runs `job` in a transaction; everything in the log is written this way. It takes the write lock first, so that another program's lock
 * is met before anything is read. Throws what `job` throws: after some failures (a full disk, a damaged file) SQLite has rolled back by
 * itself, and a second ROLLBACK would hide the reason.
 */
export function inTransaction<T>(database: LogDatabase, job: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = job();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/**
 * A log from before: it is written anew once, if that takes a moment only. A larger one fills the room that it has. It does not
 * matter when that fails, on a full disk or for another program's lock.
 */
function makeGiveBack(database: LogDatabase, bytes: number): void {
  if (bytes > rewrittenUpTo || pragmaNumber(database, 'auto_vacuum') !== 0) return;
  try {
    database.exec(`PRAGMA auto_vacuum = ${givesBack}`);
    database.exec('VACUUM');
  } catch {
    // The next start tries again.
  }
}

function migrate(database: LogDatabase): void {
  const applied = schemaVersion(database);
  migrations.slice(applied).forEach((step, index) => {
    const version = applied + index + 1;
    inTransaction(database, () => {
      database.exec(`${step}; PRAGMA user_version = ${version};`);
      if (version === fingerprintsSince) fingerprintAnew(database);
    });
  });
}

/** Throws where `version` is one that this Keypost does not know. */
export function refuseNewer(version: number): void {
  if (version > migrations.length) throw new Error(`the log was written by a newer Keypost (schema ${version})`);
}

/** SQLite takes an empty file for a new log, and throws away what still waits in the `-wal` beside it. */
function refuseEmptied(file: string): void {
  const waiting = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (statSync(file).size === 0 && waiting > 0) throw Object.assign(new Error('its file was emptied'), { code: 'SQLITE_CORRUPT' });
}

export function schemaVersion(database: LogDatabase): number {
  const version = pragmaNumber(database, 'user_version');
  if (version === null) throw new Error('the log has no schema version');
  return version;
}

function pragmaNumber(database: LogDatabase, pragma: string): number | null {
  const row: unknown = database.prepare(`PRAGMA ${pragma}`).get();
  const value: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, pragma) : undefined;
  return typeof value === 'number' ? value : null;
}
