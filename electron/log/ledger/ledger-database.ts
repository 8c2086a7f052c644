/** Opens the database of the ledger: what is remembered of each send for as long as an event of it may be asked for. */
import { renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { asideName } from '../../settings/set-aside.ts';
import type { NewerFile } from '../../storage/newer-file.ts';
import { ensureOwnDatabase, entryAt } from '../../storage/own-file.ts';
import { inTransaction, type LogDatabase } from '../database.ts';
import { newerDatabase } from '../database/newer-log.ts';
import { versionOnDisk } from '../database/version-on-disk.ts';
import { isDamage } from '../log-trouble.ts';
import { openSqlite } from '../sqlite.ts';

/**
 * Steps that are never changed once released: a new need is a new step at the end. Every page that a send writes here goes to the disk with the
 * log's next commit, so there is one index only, and all else is found by the order of sends, which is that of time.
 */
const steps: readonly string[] = [
  `
  CREATE TABLE send (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    press_id TEXT NOT NULL UNIQUE,
    entry_id INTEGER NOT NULL,
    site_url TEXT NOT NULL,
    realm TEXT NOT NULL,
    key_id TEXT NOT NULL,
    list BLOB NOT NULL,
    contact BLOB NOT NULL,
    numbered INTEGER NOT NULL,
    by_key INTEGER NOT NULL,
    at INTEGER NOT NULL,
    lived INTEGER,
    ahead INTEGER,
    latest INTEGER,
    left_at INTEGER,
    done_at INTEGER,
    state TEXT NOT NULL,
    cause TEXT,
    status INTEGER
  ) STRICT;
  CREATE TABLE fact (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];

export interface OpenedLedger {
  database: LogDatabase;
  /** Name that a damaged file was kept under; `null` where the file was sound. */
  kept: string | null;
}

/**
 * A damaged file is kept under a dated name and a new one begun. Throws what SQLite and the file system say, and an Error where the file was
 * written by a newer Keypost; that one is not touched.
 *
 * A commit here is safe from a crash of Keypost at once and from one of the computer a little later: what is missing then is read from the log,
 * which is on the disk before a request leaves. So a send waits for one disk write and not for two.
 */
export function openLedgerDatabase(file: string, now: Date): OpenedLedger {
  try {
    return { database: open(file), kept: null };
  } catch (error) {
    if (!isDamage(error)) throw error;
    const kept = asideName(dirname(file), basename(file, '.sqlite'), 'sqlite', now);
    for (const end of ['', '-wal', '-shm']) {
      if (entryAt(`${file}${end}`) !== null) renameSync(`${file}${end}`, join(dirname(file), `${kept}${end}`));
    }
    return { database: open(file), kept };
  }
}

/** Whether a newer Keypost wrote the ledger; only reads. `null` also where it can't be read. */
export const newerLedger = (file: string): NewerFile | null => newerDatabase(file, steps.length);

function open(file: string): LogDatabase {
  ensureOwnDatabase(file);
  refuseNewer(versionOnDisk(file));
  const database = openSqlite(file);
  try {
    database.exec('PRAGMA busy_timeout = 50');
    const version = numberOf(database.prepare('PRAGMA user_version').get(), 'user_version');
    refuseNewer(version);
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = NORMAL');
    // What is cleared leaves no traces in the file.
    database.exec('PRAGMA secure_delete = ON');
    steps.slice(version).forEach((step, index) => {
      inTransaction(database, () => database.exec(`${step}; PRAGMA user_version = ${version + index + 1};`));
    });
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function refuseNewer(version: number): void {
  if (version > steps.length) throw new Error(`the ledger was written by a newer Keypost (schema ${version})`);
}

export function numberOf(row: unknown, column: string): number {
  return typeof row === 'object' && row !== null ? Number(Reflect.get(row, column)) : 0;
}
