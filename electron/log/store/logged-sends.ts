/** The sends in the log, for a ledger that has to catch up with it. Every function throws when the database does. */
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { CommandSchema } from '../../shared/domain/message.ts';
import { messageIdentity } from '../../shared/domain/message-identity.ts';
import { namesIn, recipientKinds } from '../../shared/domain/body-recipient.ts';
import { readBody } from '../../shared/domain/contact-body.ts';
import { sendCommands } from '../../shared/domain/send-commands.ts';
import { boundedColumn } from '../database/bounded-columns.ts';
import type { LogDatabase } from '../database/database.ts';
import { expectChanges } from '../database/statements.ts';
import type { NewEntry } from './new-entry.ts';
import { numberOf } from '../database/rows.ts';

export interface LoggedSend {
  entryId: number;
  pressId: string;
  siteUrl: string;
  realm: string;
  list: string;
  numbered: boolean;
  names: readonly string[];
  byKey: boolean;
  at: number;
  state: string;
  cause: string | null;
  status: number | null;
}

const columns = ['press_id', 'url', 'realm', 'command', 'list', 'customer_key', 'recipient', 'request_body', 'state', 'cause'];
const RowSchema = v.object({
  id: v.number(),
  at: v.number(),
  status: v.nullable(v.number()),
  press_id: v.string(),
  url: v.string(),
  realm: v.nullable(v.string()),
  command: v.pipe(v.string(), CommandSchema),
  list: v.string(),
  customer_key: v.string(),
  recipient: v.pipe(v.string(), v.picklist(recipientKinds)),
  request_body: v.nullable(v.string()),
  state: v.string(),
  cause: v.nullable(v.string()),
});

/** The send of an entry that is being written. */
export function begunSend({ pressId, at, account, message, url }: NewEntry, entryId: number): LoggedSend {
  return {
    entryId,
    pressId,
    siteUrl: siteUrlIn(url),
    realm: account.realm,
    list: message.list,
    numbered: sendCommands[message.command].namedBy === 'id',
    names: messageIdentity(account.id, message).names,
    byKey: message.recipient === 'customerKey',
    at,
    state: 'sending',
    cause: null,
    status: null,
  };
}

/** Where the paths of all commands begin. */
const commandPath = new RegExp(`(${[...new Set(Object.values(sendCommands).map(({ root }) => root))].join('|')})(/|$)`);

/** The site that a request went to: the part of the URL before the command's own path. */
function siteUrlIn(url: string): string {
  const at = url.search(commandPath);
  return at === -1 ? url.replace(/\/+$/, '') : url.slice(0, at);
}

/** Up to `limit` sends with an entry id above `after`, oldest first. Unreadable rows are left out, as if they had been removed. */
export function loggedSends(log: LogDatabase, after: number, limit: number): LoggedSend[] {
  const sql = `SELECT id, at, status, ${columns.map((name) => boundedColumn(name)).join(', ')} FROM entry WHERE id > ? ORDER BY id LIMIT ?`;
  return log
    .prepare(sql)
    .all(after, limit)
    .flatMap((row: unknown) => {
      const read = v.safeParse(RowSchema, row);
      return read.success ? [loggedSend(read.output)] : [];
    });
}

/** `null` where the log has no such press. */
export function loggedOutcome(log: LogDatabase, pressId: string): Pick<LoggedSend, 'state' | 'cause' | 'status'> | null {
  const row: unknown = log
    .prepare(`SELECT status, ${boundedColumn('state')}, ${boundedColumn('cause')} FROM entry WHERE press_id = ?`)
    .get(pressId);
  const read = v.safeParse(v.pick(RowSchema, ['state', 'cause', 'status']), row);
  return read.success ? read.output : null;
}

function loggedSend(row: v.InferOutput<typeof RowSchema>): LoggedSend {
  const others = namesIn(readBody(row.request_body ?? '') ?? {}).map(({ name }) => name);
  return {
    entryId: row.id,
    pressId: row.press_id,
    siteUrl: siteUrlIn(row.url),
    realm: row.realm ?? '',
    list: row.list,
    numbered: sendCommands[row.command].namedBy === 'id',
    names: [...new Set([row.customer_key, ...others])],
    byKey: row.recipient === 'customerKey',
    at: row.at,
    state: row.state,
    cause: row.cause,
    status: row.status,
  };
}

export function pressOfEntry(log: LogDatabase, id: number): string | null {
  const read = v.safeParse(
    v.object({ press_id: v.string() }),
    log.prepare(`SELECT ${boundedColumn('press_id')} FROM entry WHERE id = ?`).get(id),
  );
  return read.success ? read.output.press_id : null;
}

/** The highest entry id that the log ever gave, even if that entry has been removed. */
export const lastEntryOf = (log: LogDatabase): number =>
  numberOf(log.prepare(`SELECT coalesce(max(seq), 0) AS n FROM sqlite_sequence WHERE name = 'entry'`).get(), 'n');

/** When the newest entry was pressed; `null` in an empty log. */
export function newestMoment(log: LogDatabase): number | null {
  const row: unknown = log.prepare('SELECT at FROM entry ORDER BY id DESC LIMIT 1').get();
  return row === undefined ? null : numberOf(row, 'at');
}

/** How long the log has certainly been without a send at `wall`; 0 where the clock was behind when the newest one was pressed. */
export function quietMs(log: LogDatabase, wall: number): number {
  const newest = newestMoment(log) ?? wall;
  const latest = numberOf(log.prepare('SELECT coalesce(max(at), 0) AS n FROM entry').get(), 'n');
  return newest < latest ? 0 : Math.max(0, wall - newest);
}

/** The mark that tells this log from any other; `isNew` where it had none, for example in a new log. Call it in a transaction. */
export function ensureLogMark(log: LogDatabase): { mark: string; isNew: boolean } {
  const read = v.safeParse(v.object({ mark: v.string() }), log.prepare('SELECT mark FROM log_mark').get());
  if (read.success) return { mark: read.output.mark, isNew: false };
  const mark = randomUUID();
  expectChanges(log.prepare('INSERT INTO log_mark (mark) VALUES (?)').run(mark), 1);
  return { mark, isNew: true };
}
