/** Keeps the index up with the log: reads what has changed since the last time, and writes it into the index. */
import { foldText } from '../../shared/base/fold-text.ts';
import type { LogDatabase } from '../database/database.ts';
import { SchemaGuard } from '../database/released-schema.ts';
import { expectChanges } from '../database/expect-changes.ts';
import { readFromLog } from '../database/log-damage.ts';
import {
  campaignFacet,
  factFacets,
  indexedColumns,
  readIndexedEntry,
  searchedText,
  statusFacet,
  subjectOf,
  type IndexedEntry,
} from './indexed-entry.ts';
import { Facets } from './facets.ts';
import { assertIndexSchema, type IndexDatabase } from './index-database.ts';
import { numberRows, oneNumber } from '../database/rows.ts';
import { indexed } from './search-terms.ts';
import { dayMs } from '../../shared/base/time-units.ts';

/** Entries of a step: few enough that a question never waits long for the one under way, and more where much is to be done. */
const followed = 250;
const built = 2000;
/**
 * Milliseconds after which a step of building ends: long texts of scripts without blanks take fifty times as long as short ones of
 * others.
 */
const longestStepMs = 200;
/**
 * Names of campaigns that are kept as facets: a desk has some dozens. Where every message has one of its own, the others are texts, for a
 * search that has to put together thousands of facets takes minutes.
 */
const campaignFacets = 250;

/**
 * How far the index is: changes up to `seq` are in it; of the entries that were there at its beginning, those up to `built` of `target`.
 */
interface Progress {
  seq: number;
  mark: number;
  built: number;
  target: number;
}

export class Indexer {
  readonly #log: LogDatabase;
  readonly #index: IndexDatabase;
  readonly #facets: Facets;
  readonly #schema: SchemaGuard;

  constructor(log: LogDatabase, index: IndexDatabase) {
    this.#log = log;
    this.#index = index;
    this.#facets = new Facets(index);
    this.#schema = new SchemaGuard(index, assertIndexSchema);
  }

  /** Whether the index was made from this very log, as far as it goes. A new index follows any log. */
  follows(): boolean {
    const progress = this.#progress();
    if (progress === null) return true;
    const { seq, mark } = progress;
    return readFromLog(() => oneNumber(this.#log, 'SELECT count(*) FROM change WHERE seq = ? AND mark = ?', [seq, mark])) === 1;
  }

  /**
   * Entries that were written, changed or removed since the index was; `null` where that can't be told, because the index is still being
   * built or was made from another log. Reads the index first.
   */
  changedSince(): number[] | null {
    const progress = this.#progress();
    if (progress === null || progress.built < progress.target || !this.follows()) return null;
    return readFromLog(() => numberRows(this.#log, 'SELECT DISTINCT entry_id FROM change WHERE seq > ? ORDER BY entry_id', [progress.seq])).map(
      ([id]) => id ?? 0,
    );
  }

  /** Indexes these entries, as far as they are there, in an index that knows none of them. */
  add(ids: readonly number[]): void {
    const entries = readFromLog(() => this.#entries(ids));
    this.#write(() => {
      this.#put(entries);
    });
  }

  /** The last change that is in the index. */
  get seq(): number {
    return this.#progress()?.seq ?? 0;
  }

  /** Entries that the index does not know yet, or only as they were; at least that there are some. */
  waiting(): number {
    const progress = this.#progress() ?? this.#begin();
    const latest = readFromLog(() => oneNumber(this.#log, 'SELECT coalesce(max(seq), 0) FROM change'));
    return progress.target - progress.built + Math.max(0, latest - progress.seq);
  }

  /** Does a part of what is to be done; false once nothing is. Throws what either database does; then nothing of the part is done. */
  step(): boolean {
    const progress = this.#progress() ?? this.#begin();
    return progress.built < progress.target ? this.#build(progress) : this.#follow(progress);
  }

  /** The first index of a log begins with the entries that are there; what changes from now on is followed afterwards. */
  #begin(): Progress {
    const [seq = 0, mark = 0] = readFromLog(() => numberRows(this.#log, 'SELECT seq, mark FROM change ORDER BY seq DESC LIMIT 1'))[0] ?? [];
    const target = readFromLog(() => oneNumber(this.#log, 'SELECT coalesce(max(id), 0) FROM entry'));
    const progress = { seq, mark, built: 0, target };
    this.#write(() => this.#save(progress));
    return progress;
  }

  #build(progress: Progress): boolean {
    const sql = `SELECT ${indexedColumns} FROM entry WHERE id > ? AND id <= ? ORDER BY id LIMIT ?`;
    const entries = readFromLog(() => this.#log.prepare(sql).all(progress.built, progress.target, built).map(readIndexedEntry));
    this.#write(() => {
      const put = this.#put(entries, performance.now() + longestStepMs);
      const isLast = put.length === entries.length && entries.length < built;
      this.#save({ ...progress, built: isLast ? progress.target : (put.at(-1)?.id ?? progress.target) });
    });
    return true;
  }

  #follow(progress: Progress): boolean {
    const sql = 'SELECT seq, mark, entry_id FROM change WHERE seq > ? ORDER BY seq LIMIT ?';
    const changes = readFromLog(() => numberRows(this.#log, sql, [progress.seq, followed]));
    const [seq, mark] = changes.at(-1) ?? [];
    if (seq === undefined || mark === undefined) return false;
    const ids = [...new Set(changes.map(([, , id]) => id ?? 0))].sort((a, b) => a - b);
    const entries = readFromLog(() => this.#entries(ids));
    this.#write(() => {
      for (const id of ids) this.#remove(id);
      this.#put(entries);
      this.#save({ ...progress, seq, mark });
    });
    return true;
  }

  /** Without those that are not there any more. */
  #entries(ids: readonly number[]): IndexedEntry[] {
    const entry = this.#log.prepare(`SELECT ${indexedColumns} FROM entry WHERE id = ?`);
    const rows: unknown[] = ids.map((id) => entry.get(id));
    return rows.filter((row) => row !== undefined).map(readIndexedEntry);
  }

  #remove(id: number): void {
    const isThere = oneNumber(this.#index, 'SELECT count(*) FROM fact WHERE id = ?', [id]);
    if (isThere === 0) return;
    expectChanges(this.#index.prepare('DELETE FROM fact WHERE id = ?').run(id), 1);
    expectChanges(this.#index.prepare('DELETE FROM word WHERE rowid = ?').run(id), 1);
  }

  /** Puts in the first of them, as many as there is time for, but at least one; returns those. */
  #put(entries: readonly IndexedEntry[], until = Infinity): readonly IndexedEntry[] {
    const fact = this.#index.prepare(
      'INSERT INTO fact (id, at, state, account, kind, list, template, preset, key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    const word = this.#index.prepare('INSERT INTO word (rowid, key, named, said, facet) VALUES (?, ?, ?, ?, ?)');
    let count = 0;
    for (const entry of entries) {
      if (count > 0 && performance.now() > until) break;
      count += 1;
      const { state, account, kind, list, template, preset } = factFacets(entry);
      const own = [state, account, kind, list, template, preset].map((value) => this.#facets.idOf(value, entry.id));
      const [status, campaign] = [statusFacet(entry), campaignFacet(entry)];
      const statusId = status && this.#facets.idOf(status, entry.id);
      const campaignId = campaign && this.#facets.idAmong(campaign, entry.id, campaignFacets);
      const named = namedText(campaignId === null ? entry.campaign_name : '', subjectOf(entry));
      expectChanges(fact.run(entry.id, entry.at, ...own, foldText(entry.customer_key)), 1);
      const words = [indexed(entry.customer_key), named, searchedText(entry), facetWords([...own, statusId, campaignId])];
      expectChanges(word.run(entry.id, ...words), 1);
    }
    const put = entries.slice(0, count);
    this.#noteDays(put);
    this.#noteNames(put);
    return put;
  }

  #noteDays(entries: readonly IndexedEntry[]): void {
    const days = new Map<number, { first: number; last: number }>();
    for (const { id, at } of entries) {
      const day = Math.floor(at / dayMs);
      const known = days.get(day) ?? { first: id, last: id };
      days.set(day, { first: Math.min(known.first, id), last: Math.max(known.last, id) });
    }
    const note = this.#index.prepare(
      `INSERT INTO day (day, first, last) VALUES (?, ?, ?)
       ON CONFLICT (day) DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)`,
    );
    for (const [day, { first, last }] of days) expectChanges(note.run(day, first, last), 1);
  }

  /** Accounts and presets can get another name. */
  #noteNames(entries: readonly IndexedEntry[]): void {
    const latest = new Map<number, number>();
    for (const entry of entries) {
      const { account, preset } = factFacets(entry);
      for (const value of [account, preset]) latest.set(this.#facets.idOf(value, entry.id), entry.id);
    }
    for (const [facet, entry] of latest) this.#facets.touch(facet, entry);
  }

  #progress(): Progress | null {
    const [row] = numberRows(this.#index, 'SELECT seq, mark, built, target FROM progress');
    if (row === undefined) return null;
    const [seq = 0, mark = 0, ready = 0, target = 0] = row;
    return { seq, mark, built: ready, target };
  }

  #save({ seq, mark, built: ready, target }: Progress): void {
    const save = this.#index.prepare('INSERT OR REPLACE INTO progress (one, seq, mark, built, target) VALUES (1, ?, ?, ?, ?)');
    expectChanges(save.run(seq, mark, ready, target), 1);
  }

  #write(job: () => void): void {
    this.#index.exec('BEGIN IMMEDIATE');
    try {
      this.#schema.check();
      job();
      this.#index.exec('COMMIT');
    } catch (error) {
      this.#facets.forget();
      if (this.#index.isTransaction) this.#index.exec('ROLLBACK');
      throw error;
    }
  }
}

const facetWords = (ids: readonly (number | null)[]): string => ids.flatMap((id) => (id === null ? [] : [`f${id}`])).join(' ');

/** A sign between the two that nobody types, so that no phrase reaches from one into the other. */
const namedText = (campaign: string, subject: string): string =>
  [campaign, subject]
    .filter((text) => text !== '')
    .map(indexed)
    .join(' \uf8ff ');
