/** Makes a log of any length for the bench and for tests: three years of a desk, the same for the same seed. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { inTransaction, openDatabase, type LogDatabase } from '../../electron/log/database/database.ts';
import { fingerprintMissing } from '../../electron/log/database/entry-fingerprints.ts';
import type { SqlValue } from '../../electron/log/database/sqlite.ts';
import { resolvedText } from '../../electron/resolution/resolve.ts';
import { makeEntry, type MadeEntry } from './made-entry.ts';
import { pressTimes } from './office-hours.ts';
import { Seeded } from './seeded.ts';

export const defaultSeed = 4;

/** How many of the newest unknown sends stay unresolved. */
const leftUnknown = 12;

/** Makes `log.sqlite` in a folder, which is created if it is missing. The log must not exist yet. Ids are 1 to `entries`. */
export function makeLog(home: string, entries: number, seed = defaultSeed): void {
  mkdirSync(home, { recursive: true });
  const database = openDatabase(join(home, 'log.sqlite'));
  try {
    // Durability isn't needed, because a lost log can be made again.
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;');
    inTransaction(database, () => {
      withoutIndexes(database, () => fill(database, entries, seed));
      // As Keypost does with an older log; it keeps no fingerprints of older entries.
      fingerprintMissing(database);
    });
    database.exec('PRAGMA journal_mode = WAL');
  } finally {
    database.close();
  }
}

/**
 * Creating an index over all rows at once takes a fraction of the time. The triggers are dropped and restored, too: as in an older log,
 * which had no triggers, they have recorded nothing yet.
 */
function withoutIndexes(database: LogDatabase, action: () => void): void {
  const made = v.parse(MadeSchema, database.prepare(`SELECT type, name, sql FROM sqlite_master WHERE tbl_name = 'entry'`).all());
  const again = made.flatMap(({ type, name, sql }) => (type === 'table' || sql === null ? [] : [{ type, name, sql }]));
  for (const { type, name } of again) database.exec(`DROP ${type} ${name}`);
  action();
  for (const { sql } of again) database.exec(sql);
}

const MadeSchema = v.array(v.object({ type: v.picklist(['table', 'index', 'trigger']), name: v.string(), sql: v.nullable(v.string()) }));

function fill(database: LogDatabase, entries: number, seed: number): void {
  const random = new Seeded(seed);
  const rows = writer(database);
  const unknown: number[] = [];
  let id = 0;
  for (const at of pressTimes(entries, random)) {
    const entry = makeEntry(at, entries, random);
    rows.add(entry);
    id++;
    if (entry.verdict.outcome === 'unknown') unknown.push(id);
  }
  rows.end();
  resolveUnknown(database, unknown.slice(0, -leftUnknown), random);
}

/** Inserts several rows with each statement, because most of the time is spent on calling SQLite. */
function writer(database: LogDatabase): { add: (entry: MadeEntry) => void; end: () => void } {
  const rowsAtOnce = database.prepare(insertOf(atOnce));
  let values: SqlValue[] = [];
  return {
    add: (entry) => {
      values.push(...valuesOf(entry));
      if (values.length < atOnce * columns.length) return;
      rowsAtOnce.run(...values);
      values = [];
    },
    end: () => {
      if (values.length > 0) database.prepare(insertOf(values.length / columns.length)).run(...values);
      values = [];
    },
  };
}

const atOnce = 50;

const columns = `press_id at settled_at state cause account_id account_name account_kind preset_id preset_name list template customer_key
  format campaign_name respect_optout snapshot method url request_headers status answer_headers answer_body error_text hint sentence
  duration_ms realm`.split(/\s+/);

const insertOf = (rows: number): string => {
  const row = `(${columns.map(() => '?').join()})`;
  return `INSERT INTO entry (${columns.join()}) VALUES ${Array.from({ length: rows }, () => row).join()}`;
};

function valuesOf({ pressId, at, account, preset, message, url, requestHeaders, verdict, durationMs }: MadeEntry): SqlValue[] {
  const outcomeAt = at + (durationMs ?? 60_000);
  const made = [pressId, at, outcomeAt, verdict.outcome, verdict.cause, account.id, account.name, account.kind];
  const sent = [message.list, message.template, message.customerKey, message.format, message.campaignName];
  const request = [Number(message.respectOptout), Number(message.snapshot), 'POST', url, requestHeaders];
  const response = [verdict.status, JSON.stringify(verdict.responseHeaders), verdict.responseBody];
  const texts = [verdict.errorText, verdict.hint, verdict.sentence, durationMs, account.realm];
  return [...made, preset?.id ?? null, preset?.name ?? null, ...sent, ...request, ...response, ...texts];
}

/** Resolves most unknown sends, as a person would have done. */
function resolveUnknown(database: LogDatabase, ids: readonly number[], random: Seeded): void {
  const first = database.prepare(
    `INSERT INTO settlement (entry_id, at, by, outcome, sentence, note) SELECT id, settled_at, 'send', state, sentence, '' FROM entry WHERE id = ?`,
  );
  const later = database.prepare(
    `INSERT INTO settlement (entry_id, at, by, outcome, sentence, note) SELECT id, settled_at + 3600000, 'person', ?, ?, ? FROM entry WHERE id = ?`,
  );
  const update = database.prepare(`UPDATE entry SET state = ?, cause = 'person', hint = ?, sentence = ? WHERE id = ?`);
  for (const id of ids) {
    const outcome = random.chance(0.7) ? 'accepted' : 'not sent';
    const { hint, sentence } = resolvedText(outcome, null);
    first.run(id);
    later.run(outcome, sentence, random.pick(notes), id);
    update.run(outcome, hint, sentence, id);
  }
}

const notes = ['', 'Asked the customer: it came.', 'Im Postfach gefunden', 'Nothing in the archive, sent by letter'];
