/** Ledgers that were set aside because they were damaged or changed. They still contain fingerprints of contacts. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isReleasedTable } from '../database/released-schema.ts';
import { openSqlite } from '../database/sqlite.ts';
import { LedgerFacts } from './ledger-facts.ts';
import { ledgerSteps } from './ledger-steps.ts';
import { reportFailure } from '../../shared/base/report-failure.ts';

/** Names as `asideName` makes them, and those of the files that SQLite keeps beside a database. */
const setAsideName = /^ledger\.damaged-[\dT-]+\.sqlite(-wal|-shm|-journal)?$/;

const setAside = (folder: string): string[] => readdirSync(folder).filter((name) => setAsideName.test(name));

/** The keychain entries that these ledgers name, as far as they can be read. Throws where the folder can't be read. */
export function keyEntriesSetAside(folder: string): string[] {
  const databases = setAside(folder).filter((name) => name.endsWith('.sqlite'));
  return [...new Set(databases.flatMap((name) => keyEntryIn(join(folder, name)) ?? []))];
}

/** Throws what the file system throws. */
export function removeSetAsideLedgers(folder: string): void {
  for (const name of setAside(folder)) rmSync(join(folder, name), { force: true });
}

function keyEntryIn(file: string): string | null {
  try {
    const database = openSqlite(file, { readOnly: true });
    try {
      return isReleasedTable(database, ledgerSteps, 'fact') ? (new LedgerFacts(database).get('keyEntry')?.name ?? null) : null;
    } finally {
      database.close();
    }
  } catch (error) {
    reportFailure('a ledger that was set aside could not be read', error);
    // Damaged, or a link: its keychain entry can't be known, and the file is removed anyway.
    return null;
  }
}
