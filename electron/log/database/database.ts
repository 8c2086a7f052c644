/** Opens the log's database. */
import { statSync } from 'node:fs';
import { ensureOwnDatabase } from '../../storage/own-file.ts';
import { openSqlite, readingConnection, type Database } from './sqlite.ts';
import { fingerprintAnew } from './entry-fingerprints.ts';
import { lockWaitMs } from './lock-timeout.ts';
import { assertReleasedSchema } from './released-schema.ts';
import { versionOnDisk } from './version-on-disk.ts';
import { fingerprintsSince, migrations } from './migrations.ts';
import { reportFailure } from '../../shared/base/report-failure.ts';

export type LogDatabase = Database;

/** Value of `auto_vacuum`: free pages are returned to the system on request, not at every commit. */
const autoVacuumMode = 'INCREMENTAL';
/** Most bytes of an older log that is rewritten to enable this: about a tenth of a second. */
const maxRewriteBytes = 32 * 1024 * 1024;

/**
 * Opens `file`, makes it readable for its owner only, and brings its schema up to date. Throws what SQLite throws, `ForeignFileError`
 * where it is a link or not a plain file, `ForeignSchemaError` where no Keypost made its schema, and an Error if a newer Keypost wrote
 * it; none of these is touched. With `synchronous = FULL` every commit is on the disk when it returns: an entry has to be there before
 * its request leaves. `waitMs`: how long to wait for a lock of another program.
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
    // This has to come before the first table and before the journal mode.
    if (isNew) database.exec(`PRAGMA auto_vacuum = ${autoVacuumMode}`);
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    // Usually a checkpoint runs earlier, while nothing is written: see checkpoints.ts.
    database.exec('PRAGMA wal_autocheckpoint = 4000');
    migrate(database);
    if (!isNew) enableAutoVacuum(database, statSync(file).size);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/**
 * Runs `job` in a transaction; every write to the log uses this. It takes the write lock first, so that it meets another program's lock
 * before it reads anything. Throws what `job` throws: after some failures (a full disk, a damaged file) SQLite has already rolled back,
 * and a second ROLLBACK would hide the reason.
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
 * Rewrites an older log once, if that only takes a moment. A larger one keeps its free pages and reuses them. It doesn't matter if this
 * fails because of a full disk or another program's lock.
 */
function enableAutoVacuum(database: LogDatabase, bytes: number): void {
  if (bytes > maxRewriteBytes || pragmaNumber(database, 'auto_vacuum') !== 0) return;
  try {
    database.exec(`PRAGMA auto_vacuum = ${autoVacuumMode}`);
    database.exec('VACUUM');
  } catch (error) {
    // The next start tries again.
    reportFailure('the log could not be prepared to give back free pages', error);
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

/** Throws if this Keypost doesn't know schema `version`. */
export function refuseNewer(version: number): void {
  if (version > migrations.length) throw new Error(`the log was written by a newer Keypost (schema ${version})`);
}

/** Throws where the file was emptied: SQLite would take it for a new log and discard what is left in its `-wal`. */
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

/**
 * Opens the log read-only. Throws what SQLite throws, `ForeignSchemaError`, and an Error where there is no such file or its schema is not
 * up to date.
 */
export function openLogForReading(file: string): LogDatabase {
  const log = readingConnection(file);
  try {
    if (schemaVersion(log) !== migrations.length) throw new Error('its schema is not up to date');
    assertReleasedSchema(log);
    return log;
  } catch (error) {
    log.close();
    throw error;
  }
}
