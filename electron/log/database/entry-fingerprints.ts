/** Fingerprints of entries: they find earlier sends of a message by every name of its contact. */
import * as v from 'valibot';
import { namesIn } from '../../shared/domain/body-recipient.ts';
import { readBody } from '../../shared/domain/contact-body.ts';
import type { MessageIdentity } from '../../shared/domain/message-identity.ts';
import { expectChanges, WrongCount, Statements } from './statements.ts';
import { boundedColumn, longest } from './bounded-columns.ts';
import { firstSince } from './recent-entries.ts';
import { numberRows, numbers, oneNumber } from './rows.ts';
import { messageFingerprints, needsFingerprints } from './message-fingerprints.ts';
import type { Database } from './sqlite.ts';

/** How many of the newest entries get fingerprints in a log without any: more than a month of heavy use, in less than a second. */
const maxFingerprinted = 30_000;
/** Most bytes of a request body that is searched for other names: a longer one is the content of a message. */
const maxBodyBytes = 16 * 1024;
/** Entries whose fingerprints are removed in one step: about a millisecond. */
const forgetBatchSize = 100;

/**
 * Writes the fingerprints of an entry that needs them: most don't, and a send waits for every write. Call it in the transaction that
 * writes the entry. Throws `WrongCount` if one of them isn't in the table afterwards.
 */
export function fingerprintEntry(statements: Statements, id: number, identity: MessageIdentity): void {
  if (!needsFingerprints(identity)) return;
  const add = statements.prepare('INSERT OR IGNORE INTO message_mark (mark, entry_id) VALUES (?, ?)');
  const find = statements.prepare('SELECT 1 FROM message_mark WHERE mark = ? AND entry_id = ?');
  for (const one of messageFingerprints(identity)) {
    add.run(one, id);
    if (find.get(one, id) === undefined) throw new WrongCount(0, 1);
  }
}

const columns = ['account_id', 'list', 'template', 'customer_key'];
const RowSchema = v.object({
  account_id: v.string(),
  list: v.string(),
  template: v.string(),
  customer_key: v.string(),
  request_body: v.nullable(v.string()),
});

const newest = `SELECT id FROM entry ORDER BY id DESC LIMIT ${maxFingerprinted}`;

/**
 * Writes fingerprints for the newest entries that have none because they were carried over from a damaged log, as far as the log still
 * has names of their contacts. Call it in a transaction.
 */
export function fingerprintMissing(database: Database): void {
  writeFingerprints(database, numberRows(database, `SELECT id FROM (${newest}) WHERE id NOT IN (SELECT entry_id FROM message_mark)`));
}

/** The same for all of the newest entries, which an older Keypost fingerprinted in another way or not at all. Older fingerprints stay. */
export function fingerprintAnew(database: Database): void {
  writeFingerprints(database, numberRows(database, newest));
}

function writeFingerprints(database: Database, ids: readonly number[][]): void {
  const statements = new Statements(database);
  const row = database.prepare(
    `SELECT ${columns.map((name) => boundedColumn(name, longest.inTable)).join(', ')},
       CASE WHEN octet_length(request_body) <= ${maxBodyBytes} THEN request_body END AS request_body
     FROM entry WHERE id = ?`,
  );
  for (const [id = 0] of ids) {
    const read = v.safeParse(RowSchema, row.get(id));
    // Reading the entry itself reports the damage.
    if (!read.success) continue;
    const { account_id: accountId, list, template, customer_key: key, request_body: body } = read.output;
    const others = namesIn(readBody(body ?? '') ?? {}).map(({ name }) => name);
    fingerprintEntry(statements, id, { accountId, list, template, names: [...new Set([key, ...others])] });
  }
}

/**
 * Removes some of the fingerprints of entries that are older than `ms`, oldest first. Returns whether there may be more.
 *
 * An entry has to be older by `now` and by the newest entry, so that a clock that is ahead once doesn't remove everything; in the order
 * of entries, so that a clock that was behind doesn't either; and by the time that has certainly passed: `recentFrom` and all entries
 * after it are younger.
 */
export function forgetFingerprints(database: Database, now: number, ms: number, recentFrom: number | null): boolean {
  const newestAt = oneNumber(database, 'SELECT at FROM entry ORDER BY id DESC LIMIT 1');
  const before = Math.min(now, newestAt) - ms;
  const oldest = `SELECT DISTINCT entry_id FROM message_mark ORDER BY entry_id LIMIT ${forgetBatchSize}`;
  const old = numbers(database, `SELECT id FROM (${oldest}) JOIN entry ON id = entry_id WHERE at < ?`, [before]);
  if (old.length === 0) return false;
  const below = Math.min(oneNumber(database, firstSince, [before, Math.max(now, newestAt)]), recentFrom ?? Infinity);
  const expired = old.filter((id) => id < below);
  const fromExpired = 'FROM message_mark WHERE entry_id IN (SELECT value FROM json_each(?))';
  const [json, expected] = [JSON.stringify(expired), oneNumber(database, `SELECT count(*) ${fromExpired}`, [JSON.stringify(expired)])];
  expectChanges(database.prepare(`DELETE ${fromExpired}`).run(json), expected);
  return expired.length > 0;
}
