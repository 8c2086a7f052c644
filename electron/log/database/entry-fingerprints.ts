/** Entries with their marks: the way from a message to its earlier sends, by every name of its contact. */
import * as v from 'valibot';
import { namesIn, readBody } from '../../shared/domain/contact-body.ts';
import type { MessageIdentity } from '../../shared/domain/message-identity.ts';
import { expectChanges, WrongCount } from './expect-changes.ts';
import { boundedColumn, longest } from './bounded-columns.ts';
import { firstSince } from './first-since.ts';
import { numberRows, numbers, oneNumber } from './rows.ts';
import { messageFingerprints, needsFingerprints } from './message-fingerprints.ts';
import type { Database } from './sqlite.ts';
import { Statements } from './statements.ts';

/** Of a log that has no marks, so many of the newest entries get them: more than a month of a large desk, in less than a second. */
const markedAtOnce = 30_000;
/** Bytes of a body that is looked into for other names: a long one is a message's content. */
const readBodyBytes = 16 * 1024;
/** Entries whose marks are forgotten in one step: about a millisecond. */
const forgottenAtOnce = 100;

/**
 * Writes the marks of an entry that needs them: most don't, and every write is waited for. To be called in the transaction that writes
 * the entry. Throws `WrongCount` where one is not there then.
 */
export function fingerprintEntry(statements: Statements, id: number, identity: MessageIdentity): void {
  if (!needsFingerprints(identity)) return;
  const add = statements.prepare('INSERT OR IGNORE INTO message_mark (mark, entry_id) VALUES (?, ?)');
  const there = statements.prepare('SELECT 1 FROM message_mark WHERE mark = ? AND entry_id = ?');
  for (const one of messageFingerprints(identity)) {
    add.run(one, id);
    if (there.get(one, id) === undefined) throw new WrongCount(0, 1);
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

const newest = `SELECT id FROM entry ORDER BY id DESC LIMIT ${markedAtOnce}`;

/**
 * Marks the newest of the entries that have none, as far as the log still knows names of their contacts: they were carried over from a
 * damaged log. To be called in a transaction.
 */
export function fingerprintMissing(database: Database): void {
  mark(database, numberRows(database, `SELECT id FROM (${newest}) WHERE id NOT IN (SELECT entry_id FROM message_mark)`));
}

/** The same for all of the newest entries, which an older Keypost marked in another way or not at all. Their older marks stay. */
export function fingerprintAnew(database: Database): void {
  mark(database, numberRows(database, newest));
}

function mark(database: Database, ids: readonly number[][]): void {
  const statements = new Statements(database);
  const row = database.prepare(
    `SELECT ${columns.map((name) => boundedColumn(name, longest.inTable)).join(', ')},
       CASE WHEN octet_length(request_body) <= ${readBodyBytes} THEN request_body END AS request_body
     FROM entry WHERE id = ?`,
  );
  for (const [id = 0] of ids) {
    const read = v.safeParse(RowSchema, row.get(id));
    // What is damaged is met by whoever reads the entry.
    if (!read.success) continue;
    const { account_id: accountId, list, template, customer_key: key, request_body: body } = read.output;
    const others = namesIn(readBody(body ?? '') ?? {}).map(({ name }) => name);
    fingerprintEntry(statements, id, { accountId, list, template, names: [...new Set([key, ...others])] });
  }
}

/**
 * Forgets marks of entries that are older than `ms`, oldest first, some at a time. Whether there may be more.
 *
 * Older by `now` and by the newest entry, for a clock that is ahead once must not empty the guard's memory; in the order of entries, for one that
 * was behind must not either; and by the time that has surely passed: the entry `recentFrom` and all after it are younger.
 */
export function forgetFingerprints(database: Database, now: number, ms: number, recentFrom: number | null): boolean {
  const newestAt = oneNumber(database, 'SELECT at FROM entry ORDER BY id DESC LIMIT 1');
  const before = Math.min(now, newestAt) - ms;
  const oldest = `SELECT DISTINCT entry_id FROM message_mark ORDER BY entry_id LIMIT ${forgottenAtOnce}`;
  const old = numbers(database, `SELECT id FROM (${oldest}) JOIN entry ON id = entry_id WHERE at < ?`, [before]);
  if (old.length === 0) return false;
  const below = Math.min(oneNumber(database, firstSince, [before, Math.max(now, newestAt)]), recentFrom ?? Infinity);
  const gone = old.filter((id) => id < below);
  const ofGone = 'FROM message_mark WHERE entry_id IN (SELECT value FROM json_each(?))';
  const [json, expected] = [JSON.stringify(gone), oneNumber(database, `SELECT count(*) ${ofGone}`, [JSON.stringify(gone)])];
  expectChanges(database.prepare(`DELETE ${ofGone}`).run(json), expected);
  return gone.length > 0;
}
