/**
 * The sends in the ledger's database. Every method throws when the database does, and `WrongCount` where a write changed another number
 * of rows than it should. Call methods that write in a transaction.
 */
import * as v from 'valibot';
import { withoutRootDot, hostOf, isOfThisComputer } from '../../shared/domain/site-url.ts';
import { foldLookAlikes } from '../../shared/base/fold-look-alikes.ts';
import { isLonger, longest, orNull } from '../database/bounded-columns.ts';
import type { LogDatabase } from '../database/database.ts';
import { expectChanges, WrongCount, Statements } from '../database/statements.ts';
import { numberOf } from '../database/rows.ts';
import type { LedgerOutcome } from '../store/log-deps.ts';
import { sizedColumns } from './ledger-steps.ts';

/** A send as it is written. All times are in milliseconds; `lived`, `ahead`: see trusted-clock.ts and send-ledger.ts. */
export interface NewLedgerSend {
  pressId: string;
  entryId: number;
  siteUrl: string;
  realm: string;
  keyId: string;
  /** Fingerprints of the list and of the contact's names. */
  list: Buffer;
  numbered: boolean;
  contact: readonly Buffer[];
  /** Whether the contact was named by its customer key. */
  byKey: boolean;
  at: number;
  lived: number | null;
  /** How far the site's clock was ahead of this computer's; `null` where that is unknown. */
  ahead: number | null;
}

/** Bounds of the time of a send, from the sends around it and from server times, in milliseconds since 1970; `null` where there is none. */
export interface TimesAround {
  /** The send was no earlier than a send before it, and no later than one after it, by the clocks of their servers. */
  after: number | null;
  before: number | null;
  /** The send was no later than this, by a server time received since. */
  latest: number | null;
}

const number = v.number();
const integer = v.nullable(number);
const SendSchema = v.object({
  seq: number,
  press_id: v.string(),
  entry_id: number,
  key_id: v.string(),
  same_list: number,
  same_contact: number,
  numbered: number,
  at: number,
  lived: integer,
  ahead: integer,
  left_at: integer,
  done_at: integer,
  state: v.string(),
  cause: v.nullable(v.string()),
  status: integer,
});
export type LedgerSend = v.InferOutput<typeof SendSchema>;
/** How many of the newest sends are scanned for what concerns only new ones. */
const scanLimit = 200;
const fingerprintBytes = 16;
const bytes = v.pipe(
  v.instance(Uint8Array),
  v.transform((value) => Buffer.from(value)),
);

const NearbySchema = v.object({ ...SendSchema.entries, same_place: number, site_url: v.string() });
const PlaceSchema = v.object({ site_url: v.string(), realm: v.string() });
const SendOriginSchema = v.object({ ...PlaceSchema.entries, contact: bytes });
const inList = '(SELECT value FROM json_each(?))';

const numbers = ['seq', 'entry_id', 'numbered', 'at', 'lived', 'ahead', 'left_at', 'done_at', 'status'];

/**
 * A column whose value is read only up to the length that Keypost may have written: the data folder isn't trusted, and long values would
 * take all memory. Where a longer value matters, reading fails and the evidence is unclear. `of`: the table's name in the query.
 */
const read = (column: string, of = 'send'): string => orNull(column, longest.inLedger, `${of}.${column}`);

/** A condition for rows without too long values: an update has to write the whole row. */
const isWhole = `NOT (${isLonger(sizedColumns.send, longest.inLedger)})`;

/** A missing `cause` has a meaning, so a too long one can't be read as NULL: it becomes a number, which the schema refuses. */
const readCause = (of: string): string => `CASE WHEN ${isLonger([`${of}.cause`], longest.inLedger)} THEN 0 ELSE ${of}.cause END AS cause`;

const columnsOf = (of: string): string =>
  [...numbers.map((name) => `${of}.${name}`), ...['press_id', 'key_id', 'state'].map((name) => read(name, of)), readCause(of)].join(', ');

export class LedgerRows {
  readonly #statements: Statements;

  constructor(database: LogDatabase) {
    this.#statements = new Statements(database);
  }

  /** Does nothing if the press is already there. */
  add(send: NewLedgerSend, outcome: LedgerOutcome): void {
    const { changes } = this.#run(
      `INSERT OR IGNORE INTO send
         (press_id, entry_id, site_url, realm, key_id, list, contact, numbered, by_key, at, lived, ahead, state, cause, status)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      send.pressId,
      send.entryId,
      send.siteUrl,
      send.realm,
      send.keyId,
      send.list,
      Buffer.concat(send.contact),
      Number(send.numbered),
      Number(send.byKey),
      send.at,
      send.lived,
      send.ahead,
      outcome.state,
      outcome.cause,
      outcome.status,
    );
    if (changes !== 1 && !this.#has(send.pressId)) throw new WrongCount(changes, 1);
  }

  /** Replaces the fingerprints of a send by those of another key. */
  rekey(pressId: string, keyId: string, list: Buffer, contact: readonly Buffer[]): void {
    this.#change(pressId, 'key_id = ?, list = ?, contact = ?', keyId, list, Buffer.concat(contact));
  }

  setOutcome(pressId: string, { state, cause, status }: LedgerOutcome): void {
    this.#change(pressId, 'state = ?, cause = ?, status = ?', state, cause, status);
  }

  setTimes(pressId: string, leftAt: number, doneAt: number): void {
    this.#change(pressId, 'left_at = ?, done_at = ?', leftAt, doneAt);
  }

  /** Presses of the newest sends without an outcome. Older ones have one, because a send that was interrupted is the last of its run. */
  underWay(): readonly string[] {
    const newest = `SELECT press_id, state FROM send WHERE ${isWhole} ORDER BY seq DESC LIMIT ${scanLimit}`;
    return this.#all(`SELECT press_id FROM (${newest}) WHERE state = 'sending'`).map(
      (row) => v.parse(v.object({ press_id: v.string() }), row).press_id,
    );
  }

  /** The send of a press; `null` where there is none. */
  own(pressId: string): LedgerSend | null {
    const row: unknown = this.#statements
      .prepare(`SELECT ${columnsOf('send')}, 1 AS same_list, 1 AS same_contact FROM send WHERE press_id = ?`)
      .get(pressId);
    return row === undefined ? null : v.parse(SendSchema, row);
  }

  /**
   * The other sends that may be within `withinMs` of this one, and that were, or may have been, to the same contact on the same list: see
   * `same_list` and `same_contact`. Another host, or another spelling of the realm, may serve the same contacts; a send there counts as
   * one on another list, and its clock can't be compared.
   */
  sendsNear(own: LedgerSend, withinMs: number): readonly LedgerSend[] {
    const { lived } = own;
    const from = lived === null ? 0 : this.#lastWhere((one) => one.lived !== null && one.lived < lived - withinMs);
    const to = lived === null ? this.newest().seq : this.#lastWhere((one) => one.lived === null || one.lived <= lived + withinMs);
    const upTo = Math.max(to, own.seq);
    const row = v.parse(
      SendOriginSchema,
      this.#get(`SELECT ${read('site_url')}, ${read('realm')}, ${read('contact')} FROM send WHERE seq = ?`, own.seq),
    );
    const { realms, sites } = this.#equivalentPlaces(row, from, upTo);
    const names = fingerprintsIn(row.contact);
    const isSameContact = names.map(() => 'instr(other.contact, ?) > 0').join(' OR ') || '0';
    return this.#all(
      `SELECT * FROM (
         SELECT ${columnsOf('other')}, own.key_id <> other.key_id AS foreign_key,
           own.key_id = other.key_id AND own.list = other.list AS same_list,
           other.realm = own.realm AND other.site_url IN ${inList} AS same_place, ${read('site_url', 'other')},
           own.key_id = other.key_id AND (${isSameContact}) AS same_contact,
           own.numbered AS own_numbered, other.by_key AS other_by_key
         FROM send AS own JOIN send AS other
           ON other.seq <> own.seq AND other.realm IN ${inList}
         WHERE own.seq = ? AND other.seq > ? AND other.seq <= ?)
       WHERE foreign_key OR ((same_list OR numbered <> own_numbered) AND (same_contact OR NOT other_by_key))
       ORDER BY seq`,
      JSON.stringify(sites),
      ...names,
      JSON.stringify(realms),
      own.seq,
      from,
      upTo,
    ).flatMap((one) => {
      const { same_place: isSamePlace, site_url: site, ...send } = v.parse(NearbySchema, one);
      if (isSamePlace === 1) return send;
      // A site on this computer, such as the practice realm, has its own contacts.
      return [row.site_url, site].some((url) => isOfThisComputer(hostOf(url))) ? [] : { ...send, same_list: 0, ahead: null };
    });
  }

  /** Among the realms and sites of these sends, those that are the same when folded or normalized. */
  #equivalentPlaces(own: { site_url: string; realm: string }, from: number, upTo: number): { realms: string[]; sites: string[] } {
    const places = this.#all(`SELECT DISTINCT ${read('site_url')}, ${read('realm')} FROM send WHERE seq > ? AND seq <= ?`, from, upTo).map(
      (row) => v.parse(PlaceSchema, row),
    );
    const [realm, site] = [foldLookAlikes(own.realm), withoutRootDot(own.site_url)];
    return {
      realms: places.map((one) => one.realm).filter((one) => foldLookAlikes(one) === realm),
      sites: places.map((one) => one.site_url).filter((one) => withoutRootDot(one) === site),
    };
  }

  /** Bounds by the clocks of servers, as far as they are known for the nearest sends. */
  timesAround(seq: number): TimesAround {
    const row = this.#get(
      `SELECT latest,
         (SELECT max(at + ahead) FROM send WHERE seq < own.seq AND seq >= own.seq - ${scanLimit} AND ahead IS NOT NULL) AS after,
         (SELECT min(at + ahead) FROM send WHERE seq > own.seq AND seq <= own.seq + ${scanLimit} AND ahead IS NOT NULL) AS before
       FROM send AS own WHERE seq = ?`,
      seq,
    );
    return v.parse(v.object({ latest: integer, after: integer, before: integer }), row);
  }

  /** The highest entry id of the sends after `seq`; 0 where there is none. */
  lastEntry(seq: number): number {
    return numberOf(this.#get('SELECT coalesce(max(entry_id), 0) AS n FROM send WHERE seq > ?', seq), 'n');
  }

  pressOf(entryId: number, afterSeq: number): string | null {
    const row = this.#get(
      `SELECT ${read('press_id')} FROM send WHERE seq > ? AND entry_id = ? ORDER BY seq DESC LIMIT 1`,
      afterSeq,
      entryId,
    );
    // A value that is too long isn't the id of any press.
    return row === undefined ? null : (v.parse(v.object({ press_id: v.nullable(v.string()) }), row).press_id ?? '');
  }

  newest(): { seq: number; lived: number | null } {
    const row = this.#get('SELECT seq, lived FROM send ORDER BY seq DESC LIMIT 1');
    return row === undefined ? { seq: 0, lived: null } : v.parse(v.object({ seq: number, lived: integer }), row);
  }

  /** The last send that was certainly before `lived`, or before `latest` by a later server time; 0 where there is none. */
  lastBefore(lived: number, latest: number): number {
    return this.#lastWhere((one) => (one.lived !== null && one.lived <= lived) || (one.latest !== null && one.latest < latest));
  }

  /** The entry id of the first send after `seq`; `null` where there is none. */
  nextEntry(seq: number): number | null {
    const row = this.#get('SELECT entry_id FROM send WHERE seq > ? ORDER BY seq LIMIT 1', seq);
    return row === undefined ? null : numberOf(row, 'entry_id');
  }

  /** Stores a server time: no send without one was later than `moment`, minus the time that has passed since the send. */
  setLatest(moment: number, lived: number): void {
    const where = `seq > (SELECT max(seq) FROM send) - ${scanLimit} AND latest IS NULL AND ${isWhole}`;
    const expected = this.#count(where);
    expectChanges(this.#run(`UPDATE send SET latest = ? - (? - coalesce(lived, ?)) WHERE ${where}`, moment, lived, lived), expected);
  }

  /** The newest sends for which it isn't known how far the clock of their site was ahead. */
  sendsWithoutAhead(): readonly { seq: number; siteUrl: string; at: number; lived: number }[] {
    const newest = `SELECT seq, site_url AS siteUrl, at, lived, ahead FROM send WHERE ${isWhole} ORDER BY seq DESC LIMIT ${scanLimit}`;
    return this.#all(`SELECT seq, siteUrl, at, lived FROM (${newest}) WHERE ahead IS NULL AND lived IS NOT NULL`).map((row) =>
      v.parse(v.object({ seq: number, siteUrl: v.string(), at: number, lived: number }), row),
    );
  }

  setAhead(seq: number, ahead: number): void {
    expectChanges(this.#run('UPDATE send SET ahead = ? WHERE seq = ?', ahead, seq), 1);
  }

  /** Removes up to `limit` of the oldest sends, none after `upTo`. Returns the last of them; `null` where there was none. */
  prune(upTo: number, limit: number): { entryId: number; lived: number | null } | null {
    const oldest = 'SELECT seq FROM send ORDER BY seq LIMIT ?';
    const row = this.#get(
      `SELECT seq, entry_id, lived FROM send WHERE seq IN (${oldest}) AND seq <= ? ORDER BY seq DESC LIMIT 1`,
      limit,
      upTo,
    );
    if (row === undefined) return null;
    const last = v.parse(v.object({ seq: number, entry_id: number, lived: integer }), row);
    this.#remove('seq <= ?', last.seq);
    return { entryId: last.entry_id, lived: last.lived };
  }

  /** Removes all sends except those of these presses. */
  clear(except: readonly string[]): void {
    this.#remove(`press_id NOT IN ${inList}`, JSON.stringify(except));
  }

  /** Sets columns of the send of a press; does nothing where there is none. */
  #change(pressId: string, set: string, ...values: (string | number | null | Buffer)[]): void {
    const { changes } = this.#run(`UPDATE send SET ${set} WHERE press_id = ?`, ...values, pressId);
    if (changes !== 1 && this.#has(pressId)) throw new WrongCount(changes, 1);
  }

  #remove(where: string, value: string | number): void {
    const expected = this.#count(where, value);
    expectChanges(this.#run(`DELETE FROM send WHERE ${where}`, value), expected);
  }

  #has(pressId: string): boolean {
    return this.#count('press_id = ?', pressId) > 0;
  }

  #count(where: string, ...values: (string | number)[]): number {
    return numberOf(this.#get(`SELECT count(*) AS n FROM send WHERE ${where}`, ...values), 'n');
  }

  /**
   * The last send that meets a condition; 0 where none does. A binary search: sends are in the order of time, so where one meets the
   * condition, all before it do.
   */
  #lastWhere(meets: (send: { lived: number | null; latest: number | null }) => boolean): number {
    let [low, high] = [0, this.newest().seq];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const row = this.#get('SELECT seq, lived, latest FROM send WHERE seq <= ? AND seq > ? ORDER BY seq DESC LIMIT 1', middle, low);
      if (row === undefined) low = middle;
      else {
        const send = v.parse(v.object({ seq: number, lived: integer, latest: integer }), row);
        if (meets(send)) low = middle;
        else high = send.seq - 1;
      }
    }
    return low;
  }

  #run(sql: string, ...values: (string | number | null | Buffer)[]) {
    return this.#statements.prepare(sql).run(...values);
  }

  #get(sql: string, ...values: (string | number)[]): unknown {
    return this.#statements.prepare(sql).get(...values);
  }

  #all(sql: string, ...values: (string | number | Buffer)[]): unknown[] {
    return this.#statements.prepare(sql).all(...values);
  }
}

const fingerprintsIn = (contact: Buffer): Buffer[] =>
  Array.from({ length: contact.length / fingerprintBytes }, (_, n) => contact.subarray(n * fingerprintBytes, (n + 1) * fingerprintBytes));
