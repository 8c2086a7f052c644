/** Opens the database of the ledger, which remembers each send for as long as its events may be requested. */
import { renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { asideName } from '../../storage/set-aside.ts';
import type { NewerFile } from '../../storage/newer-file.ts';
import { assertOwnDatabase, ensureOwnDatabase, entryAt } from '../../storage/own-file.ts';
import type { SchemaFault } from '../../shared/i18n/log-text.ts';
import { inTransaction, type LogDatabase } from '../database/database.ts';
import { newerDatabase, versionOnDisk } from '../database/version-on-disk.ts';
import { assertReleasedSchema, ForeignSchemaError } from '../database/released-schema.ts';
import { isDamage } from '../database/log-errors.ts';
import { readingConnection, openSqlite } from '../database/sqlite.ts';
import { numberOf } from '../database/rows.ts';
import { removeLog } from '../recovery/readable-copy.ts';
import { carryLedger, isUnreadable } from './carry-ledger.ts';
import { ledgerSteps } from './ledger-steps.ts';

/** A ledger that could not be used and was replaced. */
export interface ReplacedLedger {
  /** Name that the file is kept under. */
  kept: string;
  /** The difference from a schema that Keypost made; `null` where the file was damaged. */
  fault: SchemaFault | null;
  /** How many sends were carried over into the new one; `null` where that was not possible. */
  carried: number | null;
}

export interface OpenedLedger {
  database: LogDatabase;
  /** `null` where the file was intact. */
  replaced: ReplacedLedger | null;
}

/**
 * A file that is damaged, or whose schema no Keypost made, is kept under a dated name and a new one is begun; the contents are carried
 * over where the tables are Keypost's own. Throws what SQLite and the file system throw, `ForeignFileError` where it is a link or not a
 * plain file, and an Error where a newer Keypost wrote the file, which then stays untouched.
 *
 * A commit survives a crash of Keypost at once, and a crash of the computer a little later. Whatever is missing then is read from the
 * log, which is on the disk before a request leaves. So a send waits for one disk write and not for two.
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

/** Completes the new ledger before it replaces the old one, so that a crash in between loses nothing. */
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

/** Finishes a replacement that a crash interrupted. */
function finishReplacing(file: string): void {
  const carried = carriedFile(file);
  if (entryAt(carried) === null) return;
  assertOwnDatabase(carried);
  if (entryAt(file) === null) renameSync(carried, file);
  else removeLog(carried);
}

const carriedFile = (file: string): string => `${file}.carried`;

/** Returns the number of sends; `null` where the tables are not Keypost's own or can't be read. Then nothing is left of the new ledger. */
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
    // Don't drop the known sends just because the disk is full.
    if (isDamage(error) || isUnreadable(error)) return null;
    throw error;
  }
}

/** The ledger, if a newer Keypost wrote it; `null` otherwise, and where it can't be read. Only reads. */
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
    // Cleared sends must leave no traces in the file.
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
