/** Opens the database of the ledger: what is remembered of each send for as long as an event of it may be asked for. */
import { renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { asideName } from '../../storage/set-aside.ts';
import type { NewerFile } from '../../storage/newer-file.ts';
import { assertOwnDatabase, ensureOwnDatabase, entryAt } from '../../storage/own-file.ts';
import type { SchemaFault } from '../../shared/i18n/log-text.ts';
import { inTransaction, type LogDatabase } from '../database/database.ts';
import { newerDatabase } from '../database/newer-database.ts';
import { assertReleasedSchema, ForeignSchemaError } from '../database/released-schema.ts';
import { versionOnDisk } from '../database/version-on-disk.ts';
import { isDamage } from '../database/log-trouble.ts';
import { readingConnection } from '../database/reading-connection.ts';
import { numberOf } from '../database/rows.ts';
import { removeLog } from '../recovery/readable-copy.ts';
import { openSqlite } from '../database/sqlite.ts';
import { carryLedger, isUnreadable } from './carry-ledger.ts';
import { ledgerSteps } from './ledger-steps.ts';

/** What became of a ledger that could not be used as it was. */
export interface ReplacedLedger {
  /** Name that the file was kept under. */
  kept: string;
  /** What no Keypost made in it; `null` where it was damaged. */
  fault: SchemaFault | null;
  /** How many sends went over into the new one; `null` where none could. */
  carried: number | null;
}

export interface OpenedLedger {
  database: LogDatabase;
  /** `null` where the file was sound. */
  replaced: ReplacedLedger | null;
}

/**
 * A file that is damaged, or that no Keypost made as it is, is kept under a dated name and a new one begun; what the other one knew goes over
 * into it where its tables are Keypost's own. Throws what SQLite and the file system say, `ForeignFileError` where it is a link or no plain file,
 * and an Error where the file was written by a newer Keypost; that one is not touched.
 *
 * A commit here is safe from a crash of Keypost at once and from one of the computer a little later: what is missing then is read from the log,
 * which is on the disk before a request leaves. So a send waits for one disk write and not for two.
 */
export function openLedgerDatabase(file: string, now: Date): OpenedLedger {
  finishReplacing(file);
  try {
    return { database: open(file), replaced: null };
  } catch (error) {
    if (error instanceof ForeignSchemaError) return replace(file, now, error.fault);
    if (!isDamage(error)) throw error;
    return replace(file, now, null);
  }
}

/** Only what is whole takes the place of the other one, so that a crash in between loses nothing. */
function replace(file: string, now: Date, fault: SchemaFault | null): OpenedLedger {
  const carried = carriedFile(file);
  removeLog(carried);
  const sends = fault === null ? null : carryOver(file, carried);
  const kept = asideName(dirname(file), basename(file, '.sqlite'), 'sqlite', now);
  for (const end of ['', '-wal', '-shm']) {
    if (entryAt(`${file}${end}`) !== null) renameSync(`${file}${end}`, join(dirname(file), `${kept}${end}`));
  }
  finishReplacing(file);
  return { database: open(file), replaced: { kept, fault, carried: sends } };
}

/** What a crash kept from taking the place. */
function finishReplacing(file: string): void {
  const carried = carriedFile(file);
  if (entryAt(carried) === null) return;
  assertOwnDatabase(carried);
  if (entryAt(file) === null) renameSync(carried, file);
  else removeLog(carried);
}

const carriedFile = (file: string): string => `${file}.carried`;

/** How many sends; `null` where the tables are not Keypost's own or can't be read. Nothing is left of the new one then. */
function carryOver(file: string, carried: string): number | null {
  try {
    const from = readingConnection(file);
    try {
      const to = open(carried);
      try {
        return carryLedger(from, to);
      } finally {
        to.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        to.close();
      }
    } finally {
      from.close();
    }
  } catch (error) {
    removeLog(carried);
    // A full disk is no reason to go on without what is known.
    if (isDamage(error) || isUnreadable(error)) return null;
    throw error;
  }
}

/** Whether a newer Keypost wrote the ledger; only reads. `null` also where it can't be read. */
export const newerLedger = (file: string): NewerFile | null => newerDatabase(file, ledgerSteps.length);

function open(file: string): LogDatabase {
  ensureOwnDatabase(file);
  refuseNewer(versionOnDisk(file));
  const database = openSqlite(file);
  try {
    database.exec('PRAGMA busy_timeout = 50');
    const version = numberOf(database.prepare('PRAGMA user_version').get(), 'user_version');
    refuseNewer(version);
    assertReleasedSchema(database, ledgerSteps);
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = NORMAL');
    // What is cleared leaves no traces in the file.
    database.exec('PRAGMA secure_delete = ON');
    ledgerSteps.slice(version).forEach((step, index) => {
      inTransaction(database, () => database.exec(`${step}; PRAGMA user_version = ${version + index + 1};`));
    });
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function refuseNewer(version: number): void {
  if (version > ledgerSteps.length) throw new Error(`the ledger was written by a newer Keypost (schema ${version})`);
}
