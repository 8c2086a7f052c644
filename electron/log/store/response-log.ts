/** The response log: every attempt to send is an entry, written before the request leaves and completed with its outcome afterwards. */
import { messageIdentity, type MessageIdentity } from '../../shared/domain/message-identity.ts';
import { forgetChanges } from './change-pruner.ts';
import { inTransaction, openDatabase, type LogDatabase } from '../database/database.ts';
import type { Resolution, NewEntry, StoredOutcome } from './new-entry.ts';
import { SchemaGuard } from '../database/released-schema.ts';
import { EarlierSends } from './earlier-sends.ts';
import type { EntryDetail, EntrySummary, HistoryItem } from '../../shared/domain/entry.ts';
import { expectChanges, Statements } from '../database/statements.ts';
import { textOf } from '../../shared/i18n/text.ts';
import { acceptedSendsToOthers, isOfRealm, type AcceptedQuery, type AcceptedSend } from './accepted-sends.ts';
import { lockWaitMs } from '../database/lock-timeout.ts';
import type { Neighbours } from '../../shared/domain/log-query.ts';
import { forgetFingerprints, fingerprintEntry } from '../database/entry-fingerprints.ts';
import { neighboursOf } from './neighbours.ts';
import { pressOfEntry } from './logged-sends.ts';
import { isResolvable } from '../../shared/domain/may-have-been-sent.ts';
import { reclaimPages, logSize, newestId, removeBodies, removeEntries, decidedIds, type LogSize } from './remove-entries.ts';
import { checkpoint, eraseTraces } from '../database/write-ahead-log.ts';
import { detailColumns, historyColumns, readDetailRow, readHistoryRow, readSummaryRow, summaryColumns } from '../database/entry-row.ts';
import { reportFailure } from '../../shared/base/report-failure.ts';

/** Bytes of a response body that the log keeps. */
export const keptBodyBytes = 256 * 1024;

export type { Resolution, NewEntry, StoredOutcome };

/** A page of all entries, newest first. */
export interface PageQuery {
  /** Entries older than this one; `null` for the newest. */
  before: number | null;
  limit: number;
}

export interface RecentQuery {
  presetId: string | null;
  accountId: string | null;
  list: string;
  template: string;
  limit: number;
}

/**
 * Every method throws when the database does; callers turn that into failures with a text. Every write happens inside `inTransaction`; see
 * there for the reason.
 */
export class ResponseLog {
  readonly #database: LogDatabase;
  readonly #statements: Statements;
  readonly #schema: SchemaGuard;
  readonly #earlierSends: EarlierSends;

  /** `waitMs`: how long to wait for a lock that another program holds. */
  constructor(file: string, waitMs = lockWaitMs) {
    this.#database = openDatabase(file, waitMs);
    this.#statements = new Statements(this.#database);
    this.#schema = new SchemaGuard(this.#database);
    this.#earlierSends = new EarlierSends(this.#statements);
  }

  /** Changes the constructor's `waitMs`. */
  waitForLocks(ms: number): void {
    this.#database.exec(`PRAGMA busy_timeout = ${ms}`);
  }

  /** Writes an entry as `sending`; it is on the disk when this returns. Throws if this press is already in the log. */
  begin(entry: NewEntry): EntrySummary {
    return summaryOf(
      this.#transaction(() => this.#insert(entry)),
      entry,
    );
  }

  #insert(entry: NewEntry): number {
    const { account, message } = entry;
    const result = this.#statements
      .prepare(
        `INSERT INTO entry (press_id, at, state, account_id, account_name, account_kind, preset_id, preset_name, list, template,
           customer_key, format, campaign_name, respect_optout, snapshot, method, url, request_headers, realm, command, recipient,
           first_name, request_body, contact)
         VALUES (?, ?, 'sending', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        entry.pressId,
        entry.at,
        account.id,
        account.name,
        account.kind,
        entry.presetId,
        entry.presetName,
        message.list,
        message.template,
        message.customerKey,
        message.format,
        message.campaignName,
        Number(message.respectOptout),
        Number(message.snapshot),
        entry.method,
        entry.url,
        JSON.stringify(entry.requestHeaders),
        account.realm,
        message.command,
        message.recipient,
        message.firstName,
        entry.requestBody,
        entry.contact,
      );
    const id = expectChanges(result, 1).lastInsertRowid;
    if (!this.#isSending(id, entry.pressId)) throw new Error(textOf({ code: 'log.notThere', params: undefined }));
    fingerprintEntry(this.#statements, id, messageIdentity(account.id, message));
    return id;
  }

  #isSending(id: number, pressId: string): boolean {
    return (
      this.#statements.prepare(`SELECT 1 FROM entry WHERE id = ? AND press_id = ? AND state = 'sending'`).get(id, pressId) !== undefined
    );
  }

  /** Throws `ForeignSchemaError` if somebody has changed the schema in the meantime. */
  checkSchema(): void {
    this.#schema.check();
  }

  /** Writes nothing into a log whose schema somebody has changed in the meantime. */
  #transaction<T>(job: () => T): T {
    return inTransaction(this.#database, () => {
      this.#schema.check();
      return job();
    });
  }

  /**
   * Stores the outcome of a press whose entry is `sending`. Throws if there is no such entry or if it already has an outcome. The press
   * identifies it, because another log in the place of this one gives the same ids to other sends.
   */
  storeOutcome(pressId: string, storedOutcome: StoredOutcome): EntryDetail {
    return this.#transaction(() => {
      const id = this.#storeOutcome(pressId, storedOutcome);
      // An entry that was under way has no history yet.
      return this.#detail(id, []);
    });
  }

  #storeOutcome(pressId: string, storedOutcome: StoredOutcome): number {
    const body = storedOutcome.responseBody;
    const keptBody = body === null ? null : Buffer.from(body.subarray(0, keptBodyBytes));
    const truncated = storedOutcome.responseTruncated || (body !== null && body.byteLength > keptBodyBytes);
    const stored = this.#statements
      .prepare(
        `UPDATE entry SET state = ?, cause = ?, settled_at = ?, status = ?, answer_headers = ?, answer_body = ?, answer_truncated = ?,
           error_text = ?, hint = ?, sentence = ?, duration_ms = ?
         WHERE press_id = ? AND state = 'sending' RETURNING id`,
      )
      .get(
        storedOutcome.outcome,
        storedOutcome.cause,
        storedOutcome.at,
        storedOutcome.status,
        JSON.stringify(storedOutcome.responseHeaders),
        keptBody,
        Number(truncated),
        storedOutcome.errorText,
        storedOutcome.hint,
        storedOutcome.sentence,
        storedOutcome.durationMs,
        pressId,
      );
    if (stored === undefined) throw new Error(`the send of press ${pressId} is not waiting for an outcome`);
    return Number(Reflect.get(Object(stored), 'id'));
  }

  /** At start: entries that were still `sending` when the app stopped become unknown. Returns how many there were. */
  storeInterrupted(at: number, hint: string, sentence: string): number {
    const update = `UPDATE entry SET state = 'unknown', cause = 'appStopped', settled_at = ?, hint = ?, sentence = ? WHERE state = 'sending'`;
    return this.#transaction(() => {
      const waiting = this.#count(`state = 'sending'`);
      return expectChanges(this.#statements.prepare(update).run(at, hint, sentence), waiting).changes;
    });
  }

  /**
   * Gives a resolvable entry another outcome, and keeps the previous one in its history. Throws if it can't be resolved, or no longer: see
   * may-have-been-sent.ts.
   */
  resolve(id: number, later: Resolution): EntryDetail {
    this.#transaction(() => {
      const before = this.entry(id);
      if (!isResolvable(before)) throw new Error(`entry ${id} is resolved already`);
      const outcome = before.state === 'sending' ? 'unknown' : before.state;
      if (before.history.length === 0) {
        const by = before.cause === 'appStopped' ? 'start' : 'send';
        this.#addHistory(id, { at: before.outcomeAt ?? before.at, by, outcome, sentence: before.sentence, note: '' });
      }
      // A check that found nothing keeps the current outcome.
      this.#addHistory(id, later.outcome === 'unknown' ? { ...later, outcome } : later);
      if (later.outcome === 'unknown') return;
      const update = this.#statements.prepare('UPDATE entry SET state = ?, cause = ?, hint = ?, sentence = ? WHERE id = ?');
      expectChanges(update.run(later.outcome, later.cause, later.hint, later.sentence, id), 1);
    });
    return this.entry(id);
  }

  /** See earlier-sends.ts. */
  earlier(message: MessageIdentity, since: number, from: number | null = null): EntrySummary | null {
    return this.#earlierSends.earlier(message, since, from);
  }

  /** See accepted-sends.ts for these. */
  acceptedElsewhere(query: AcceptedQuery, near: number): AcceptedSend[] {
    return acceptedSendsToOthers(this.#statements, query, near);
  }

  isOfRealm(id: number, realm: string): boolean {
    return isOfRealm(this.#statements, id, realm);
  }

  /** How many entries are unknown and wait for somebody to resolve them. */
  unknownCount(): number {
    return this.#count(`state = 'unknown'`);
  }

  #count(where: string): number {
    const row: unknown = this.#statements.prepare(`SELECT count(*) AS n FROM entry WHERE ${where}`).get();
    return typeof row === 'object' && row !== null ? Number(Reflect.get(row, 'n')) : 0;
  }

  /** Whether there is an entry with this id. */
  has(id: number): boolean {
    return this.#statements.prepare('SELECT 1 FROM entry WHERE id = ?').get(id) !== undefined;
  }

  hasPress(pressId: string): boolean {
    return this.#statements.prepare('SELECT 1 FROM entry WHERE press_id = ?').get(pressId) !== undefined;
  }

  /** The id of the press that made an entry. Throws if there is no such entry. */
  pressOf(id: number): string {
    const press = pressOfEntry(this.#database, id);
    if (press === null) throw new Error(`there is no entry ${id}`);
    return press;
  }

  /** For the ledger, which follows the log: see ledger/follow-log.ts. */
  get database(): LogDatabase {
    return this.#database;
  }

  /** Sends to the same customer key, nearest first, at most ten in each direction. Throws if there is no such entry. */
  neighbours(id: number): Neighbours {
    return neighboursOf(this.#statements, id);
  }

  /** Throws if there is no such entry. */
  entry(id: number): EntryDetail {
    const history = this.#statements.prepare(`SELECT ${historyColumns} FROM settlement WHERE entry_id = ? ORDER BY id`).all(id);
    return this.#detail(id, history.map(readHistoryRow));
  }

  /** One page of the whole log, newest first. */
  page({ before, limit }: PageQuery): EntrySummary[] {
    return this.#statements
      .prepare(`SELECT ${summaryColumns} FROM entry WHERE id < ? ORDER BY id DESC LIMIT ?`)
      .all(before ?? Number.MAX_SAFE_INTEGER, limit)
      .map(readSummaryRow);
  }

  /** The latest entries of a preset, or of a list and template where no preset is given; of one account, if one is given. */
  recent(query: RecentQuery): EntrySummary[] {
    const [where, values] =
      query.presetId === null
        ? ['list = ? AND template = ? AND (? IS NULL OR account_id = ?)', [query.list, query.template, query.accountId, query.accountId]]
        : ['preset_id = ? AND (? IS NULL OR account_id = ?)', [query.presetId, query.accountId, query.accountId]];
    return this.#statements
      .prepare(`SELECT ${summaryColumns} FROM entry WHERE ${where} ORDER BY id DESC LIMIT ?`)
      .all(...values, query.limit)
      .map(readSummaryRow);
  }

  /** See change-pruner.ts. */
  forgetChanges(seq: number): boolean {
    return this.#transaction(() => forgetChanges(this.#statements, seq));
  }

  /** See entry-fingerprints.ts. */
  forgetFingerprints(now: number, ms: number, recentFrom: number | null = null): boolean {
    return this.#transaction(() => forgetFingerprints(this.#database, now, ms, recentFrom));
  }

  isEmpty(): boolean {
    return this.#statements.prepare('SELECT 1 FROM entry LIMIT 1').get() === undefined;
  }

  /** See remove-entries.ts for these. */
  removeEntries(ids: readonly number[]): number {
    return this.#transaction(() => removeEntries(this.#database, ids));
  }

  decidedIds(after: number, upTo: number, limit: number): readonly number[] {
    return decidedIds(this.#database, after, upTo, limit);
  }

  removeBodies(ids: readonly number[], at: number): number {
    return this.#transaction(() => removeBodies(this.#database, ids, at));
  }

  newestId(): number {
    return newestId(this.#database);
  }

  size(): LogSize {
    return logSize(this.#database);
  }

  reclaimPages(pages: number): boolean {
    return reclaimPages(this.#database, pages);
  }

  /** See write-ahead-log.ts for these two. */
  checkpoint(empty: boolean): boolean {
    return checkpoint(this.#database, empty);
  }

  eraseTraces(rewrite: boolean): void {
    eraseTraces(this.#database, rewrite);
  }

  /** While this is on, SQLite overwrites removed data with zeros. */
  eraseRemoved(erase: boolean): void {
    this.#database.exec(`PRAGMA secure_delete = ${erase ? 'ON' : 'OFF'}`);
  }

  /** Checkpoints everything into the one file first, because the last connection to close may be a reader's, which can't do it. */
  close(): void {
    if (!this.#database.isOpen) return;
    try {
      // A reader that is active now must not hold up closing.
      this.#database.exec('PRAGMA busy_timeout = 100; PRAGMA wal_checkpoint(TRUNCATE)');
    } catch (error) {
      reportFailure('the write-ahead log was not written back', error, 'info');
      // The next start reads what is left in the write-ahead log.
    }
    this.#database.close();
  }

  #detail(id: number, history: readonly HistoryItem[]): EntryDetail {
    const row: unknown = this.#statements.prepare(`SELECT ${detailColumns} FROM entry WHERE id = ?`).get(id);
    if (row === undefined) throw new Error(`there is no entry ${id}`);
    return readDetailRow(row, history);
  }

  #addHistory(id: number, { at, by, outcome, sentence, note }: HistoryItem): void {
    const insert = this.#statements.prepare('INSERT INTO settlement (entry_id, at, by, outcome, sentence, note) VALUES (?, ?, ?, ?, ?, ?)');
    expectChanges(insert.run(id, at, by, outcome, sentence, note), 1);
  }
}

/** The row as it was just written: the request waits for this, and reading it back would bring nothing new. */
const summaryOf = (
  id: number,
  { at, account, presetId, presetName, message: { list, template, customerKey } }: NewEntry,
): EntrySummary => ({
  id,
  at,
  state: 'sending',
  cause: null,
  accountId: account.id,
  accountName: account.name,
  accountKind: account.kind,
  list,
  template,
  customerKey,
  presetId,
  presetName,
  status: null,
  durationMs: null,
  hint: '',
  sentence: '',
});
