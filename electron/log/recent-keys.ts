/** What the log knows of customer keys, for whoever types one. Each function throws what the database throws. */
import * as v from 'valibot';
import type { LogDatabase } from './database.ts';
import type { EntrySummary } from './entry.ts';
import { asBytes, readSummaryRow, summaryColumns, text } from './entry-row.ts';

/** Entries that are looked at, of all accounts. */
const looked = 2000;
/** Keys, and entries of one key, that are told. */
const toldKeys = 10;
const toldEntries = 5;

const RowSchema = v.object({ customer_key: text });

/** Keys that an account sent to lately, each once, the last one first. They go from the log, and so from here, when it is cleared. */
export function recentKeys(log: LogDatabase, accountId: string): string[] {
  const rows = log
    .prepare(
      `SELECT ${asBytes('customer_key')} FROM (SELECT account_id, recipient, customer_key FROM entry ORDER BY id DESC LIMIT ${looked})
       WHERE account_id = ? AND recipient = 'customerKey'`,
    )
    .all(accountId);
  return [...new Set(rows.map((row) => v.parse(RowSchema, row).customer_key))].slice(0, toldKeys);
}

/** The last sends of an account to a customer key, whatever its case: whether that counts is not documented. */
export function entriesOfKey(log: LogDatabase, accountId: string, customerKey: string): EntrySummary[] {
  // With the plus the index of keys is used, which has them in order, and not the one of accounts.
  return log
    .prepare(
      `SELECT ${summaryColumns} FROM entry
       WHERE customer_key = ? COLLATE NOCASE AND +account_id = ? AND recipient = 'customerKey' ORDER BY id DESC LIMIT ${toldEntries}`,
    )
    .all(customerKey, accountId)
    .map(readSummaryRow);
}
