/** Keeps the index up to date: reads what has changed in the log since the last time, and writes it into the index. */
import { foldLookAlikes } from '../../shared/base/fold-look-alikes.ts';
import type { LogDatabase } from '../database/database.ts';
import { SchemaGuard } from '../database/released-schema.ts';
import { expectChanges } from '../database/statements.ts';
import { readFromLog } from '../database/log-errors.ts';
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

/** Entries of a step: few enough that a query never waits long for the current one, and more while the index is built. */
const followBatchSize = 250;
const buildBatchSize = 2000;
/**
 * Milliseconds after which a step of building ends: long texts of scripts without spaces take fifty times as long as short ones of
 * others.
 */
const maxStepMs = 200;
/**
 * Most campaign names that become facets: usually there are some dozens. If every message has its own, the others are indexed as texts,
 * because a search that combines thousands of facets takes minutes.
 */
const maxCampaignFacets = 250;

/**
 * How far the index is: it has the changes up to `seq`, and of the entries that existed when it was begun, those up to `built` of
 * `target`.
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

  /** Whether the index was built from this log. A new index follows any log. */
  follows(): boolean {
    const progress = this.#progress();
    if (progress === null) return true;
    const { seq, mark } = progress;
    return readFromLog(() => oneNumber(this.#log, 'SELECT count(*) FROM change WHERE seq = ? AND mark = ?', [seq, mark])) === 1;
  }

  /**
   * Ids of entries that were written, changed or removed since the index was updated; `null` where that is unknown, because the index is
   * still being built or belongs to another log. Reads the index first.
   */
  changedSince(): number[] | null {
    const progress = this.#progress();
    if (progress === null || progress.built < progress.target || !this.follows()) return null;
    return readFromLog(() =>
      numberRows(this.#log, 'SELECT DISTINCT entry_id FROM change WHERE seq > ? ORDER BY entry_id', [progress.seq]),
    ).map(([id]) => id ?? 0);
  }

  /** Indexes those of these entries that exist, in an index that has none of them yet. */
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

  /** About how many entries are missing or outdated in the index; 0 only if there are none. */
  waiting(): number {
    const progress = this.#progress() ?? this.#begin();
    const latest = readFromLog(() => oneNumber(this.#log, 'SELECT coalesce(max(seq), 0) FROM change'));
    return progress.target - progress.built + Math.max(0, latest - progress.seq);
  }

  /** Indexes some entries; false once the index is up to date. Throws what either database throws; then this step is rolled back. */
  step(): boolean {
    const progress = this.#progress() ?? this.#begin();
    return progress.built < progress.target ? this.#build(progress) : this.#follow(progress);
  }

  /** A new index begins with the existing entries; changes from now on are followed afterwards. */
  #begin(): Progress {
    const [seq = 0, mark = 0] = readFromLog(() => numberRows(this.#log, 'SELECT seq, mark FROM change ORDER BY seq DESC LIMIT 1'))[0] ?? [];
    const target = readFromLog(() => oneNumber(this.#log, 'SELECT coalesce(max(id), 0) FROM entry'));
    const progress = { seq, mark, built: 0, target };
    this.#write(() => this.#save(progress));
    return progress;
  }

  #build(progress: Progress): boolean {
    const sql = `SELECT ${indexedColumns} FROM entry WHERE id > ? AND id <= ? ORDER BY id LIMIT ?`;
    const entries = readFromLog(() => this.#log.prepare(sql).all(progress.built, progress.target, buildBatchSize).map(readIndexedEntry));
    this.#write(() => {
      const put = this.#put(entries, performance.now() + maxStepMs);
      const isLast = put.length === entries.length && entries.length < buildBatchSize;
      this.#save({ ...progress, built: isLast ? progress.target : (put.at(-1)?.id ?? progress.target) });
    });
    return true;
  }

  #follow(progress: Progress): boolean {
    const sql = 'SELECT seq, mark, entry_id FROM change WHERE seq > ? ORDER BY seq LIMIT ?';
    const changes = readFromLog(() => numberRows(this.#log, sql, [progress.seq, followBatchSize]));
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

  /** Without those that no longer exist. */
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

  /** Indexes entries until the time is up, but at least one; returns those. */
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
      const campaignId = campaign && this.#facets.idWithin(campaign, entry.id, maxCampaignFacets);
      const named = namedText(campaignId === null ? entry.campaign_name : '', subjectOf(entry));
      expectChanges(fact.run(entry.id, entry.at, ...own, foldLookAlikes(entry.customer_key)), 1);
      const words = [indexed(entry.customer_key), named, searchedText(entry), facetWords([...own, statusId, campaignId])];
      expectChanges(word.run(entry.id, ...words), 1);
    }
    const put = entries.slice(0, count);
    this.#storeDays(put);
    this.#storeLatestNames(put);
    return put;
  }

  #storeDays(entries: readonly IndexedEntry[]): void {
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

  /** Records the latest names, because accounts and presets can be renamed. */
  #storeLatestNames(entries: readonly IndexedEntry[]): void {
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
      this.#facets.clearCache();
      if (this.#index.isTransaction) this.#index.exec('ROLLBACK');
      throw error;
    }
  }
}

const facetWords = (ids: readonly (number | null)[]): string => ids.flatMap((id) => (id === null ? [] : [`f${id}`])).join(' ');

/** Joins both with a character that nobody types, so that no phrase matches across them. */
const namedText = (campaign: string, subject: string): string =>
  [campaign, subject]
    .filter((text) => text !== '')
    .map(indexed)
    .join(' \uf8ff ');
