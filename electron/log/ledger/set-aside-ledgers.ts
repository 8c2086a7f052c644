/** Ledgers that were put aside because they were damaged or changed: they still hold fingerprints of whom was sent to. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isReleasedTable } from '../database/released-schema.ts';
import { openSqlite } from '../database/sqlite.ts';
import { LedgerFacts } from './ledger-facts.ts';
import { ledgerSteps } from './ledger-steps.ts';

/** As `asideName` makes them, with what SQLite keeps beside a database. */
const setAsideName = /^ledger\.damaged-[\dT-]+\.sqlite(-wal|-shm|-journal)?$/;

const setAside = (folder: string): string[] => readdirSync(folder).filter((name) => setAsideName.test(name));

/** The entries in the keychain that these ledgers name, as far as they can be read. Throws where the folder can't be read. */
export function keyEntriesSetAside(folder: string): string[] {
  const databases = setAside(folder).filter((name) => name.endsWith('.sqlite'));
  return [...new Set(databases.flatMap((name) => keyEntryIn(join(folder, name)) ?? []))];
}

/** Throws what the file system says. */
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
  } catch {
    // Damaged, or a link: what it names can't be known, and it is removed all the same.
    return null;
  }
}
