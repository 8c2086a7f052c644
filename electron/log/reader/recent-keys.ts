/** Finds customer keys and their sends in the log, for suggestions while a key is typed. Each function throws what the database throws. */
import * as v from 'valibot';
import { foldLookAlikes } from '../../shared/base/fold-look-alikes.ts';
import { siteValues, wentToSite, foldsFurther } from '../store/entry-conditions.ts';
import { boundedColumn, longest } from '../database/bounded-columns.ts';
import type { LogDatabase } from '../database/database.ts';
import type { EntrySummary } from '../../shared/domain/entry.ts';
import { readSummaryRow, summaryColumns } from '../database/entry-row.ts';

/** Entries that are scanned, of all accounts. */
const scanLimit = 2000;
/** Most keys, and most entries of one key, that are returned. */
const keyLimit = 10;
const entryLimit = 5;

const columns = ['account_id', 'recipient', 'customer_key'].map((name) => boundedColumn(name, longest.inTable)).join(', ');

const RowSchema = v.object({ customer_key: v.string() });
const KeyRowSchema = v.object({ id: v.number(), customer_key: v.string() });

/** Keys that an account recently sent to, latest first, each once however it was typed. When the log is cleared, they are gone, too. */
export function recentKeys(log: LogDatabase, accountId: string): string[] {
  const rows = log
    .prepare(
      `SELECT customer_key FROM (SELECT ${columns} FROM entry ORDER BY id DESC LIMIT ${scanLimit})
       WHERE account_id = ? AND recipient = 'customerKey'`,
    )
    .all(accountId);
  const byFold = new Map<string, string>();
  for (const row of rows) {
    const { customer_key: key } = v.parse(RowSchema, row);
    const folded = foldLookAlikes(key);
    if (!byFold.has(folded)) byFold.set(folded, key);
  }
  return [...byFold.values()].slice(0, keyLimit);
}

/** Where the contacts of an account are. */
export interface ContactPlace {
  siteUrl: string;
  realm: string;
}

/** A SQL condition on entries, with its values. */
interface Condition {
  sql: string;
  values: readonly string[];
}

/**
 * The latest sends of an account to a customer key in any spelling: whether WhatCounts distinguishes them is not documented. `place`:
 * where the account's contacts are now, because elsewhere the same key is somebody else's; `null` where that never changes.
 */
export function entriesOfKey(log: LogDatabase, accountId: string, customerKey: string, place: ContactPlace | null): EntrySummary[] {
  const folded = foldLookAlikes(customerKey);
  const there: Condition =
    place === null
      ? { sql: '', values: [] }
      : { sql: `AND (realm = ? OR realm IS NULL) AND ${wentToSite}`, values: [place.realm, ...siteValues(place.siteUrl)] };
  // The plus makes SQLite use the index of keys, which has them in order, instead of the one of accounts.
  const found = log
    .prepare(
      `SELECT ${summaryColumns} FROM entry
       WHERE customer_key COLLATE NOCASE IN (?, ?) AND +account_id = ? AND recipient = 'customerKey' ${there.sql} ORDER BY id DESC LIMIT ${entryLimit}`,
    )
    .all(customerKey, folded, accountId, ...there.values)
    .map(readSummaryRow);
  return [...found, ...entriesOfFoldedKey(log, { accountId, folded, there }, new Set(found.map(({ id }) => id)))]
    .sort((one, other) => other.id - one.id)
    .slice(0, entryLimit);
}

/** Recent sends to keys that are the same only when folded: NOCASE in SQLite folds the case of ASCII letters only. */
function entriesOfFoldedKey(
  log: LogDatabase,
  { accountId, folded, there }: { accountId: string; folded: string; there: Condition },
  known: ReadonlySet<number>,
): EntrySummary[] {
  const rows = log
    .prepare(
      `SELECT id, customer_key FROM (SELECT id, ${columns} FROM entry ORDER BY id DESC LIMIT ${scanLimit})
       WHERE account_id = ? AND recipient = 'customerKey' AND customer_key <> ? COLLATE NOCASE AND ${foldsFurther}`,
    )
    .all(accountId, folded)
    .map((row) => v.parse(KeyRowSchema, row));
  const ids = rows.filter(({ id, customer_key: key }) => !known.has(id) && foldLookAlikes(key) === folded).map(({ id }) => id);
  const entry = log.prepare(`SELECT ${summaryColumns} FROM entry WHERE id = ? ${there.sql}`);
  const rowsThere: unknown[] = ids.map((id) => entry.get(id, ...there.values));
  return rowsThere
    .filter((row) => row !== undefined)
    .slice(0, entryLimit)
    .map(readSummaryRow);
}
