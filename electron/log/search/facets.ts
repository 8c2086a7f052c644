/** Facets: values that entries share, each with a numeric id. */
import * as v from 'valibot';
import type { Choice, LogChoices } from '../../shared/domain/log-query.ts';
import { expectChanges } from '../database/statements.ts';
import type { IndexDatabase } from './index-database.ts';
import { numberRows, numbers, oneNumber, placeholders } from '../database/rows.ts';
import { asPrefix, indexed } from './search-terms.ts';

export const facetKinds = ['state', 'account', 'kind', 'list', 'template', 'preset', 'campaign', 'status'] as const;
export type FacetKind = (typeof facetKinds)[number];

/** `key` is what a filter uses, `label` what a person reads: an account may have had several names. */
export interface FacetValue {
  kind: FacetKind;
  key: string;
  label: string;
}

const FacetRowSchema = v.object({ id: v.number(), key: v.string(), label: v.string() });

const KindRowSchema = v.object({ id: v.number(), kind: v.picklist(facetKinds) });

export class Facets {
  readonly #database: IndexDatabase;
  readonly #ids = new Map<string, number>();

  constructor(database: IndexDatabase) {
    this.#database = database;
  }

  /** The id of a value; a new value is inserted. `entry` is the latest entry that has it. */
  idOf(value: FacetValue, entry: number): number {
    const name = cacheKey(value);
    const known = this.#ids.get(name) ?? this.#find(value) ?? this.#add(value, entry);
    this.#ids.set(name, known);
    return known;
  }

  /** Like `idOf`, but returns `null` for a new value of a kind that already has `limit` values. */
  idWithin(value: FacetValue, entry: number, limit: number): number | null {
    const name = cacheKey(value);
    if (this.#ids.has(name) || this.#find(value) !== undefined || this.#countOf(value.kind) < limit) return this.idOf(value, entry);
    return null;
  }

  /** Clears the cache of ids. Call it after a rollback, because ids from that transaction don't exist. */
  clearCache(): void {
    this.#ids.clear();
  }

  /** Records the latest entry that has a value, so that the latest label of a key is known. */
  touch(id: number, entry: number): void {
    expectChanges(this.#database.prepare('UPDATE facet SET last = max(last, ?) WHERE id = ?').run(entry, id), 1);
  }

  /** The ids of all values of a kind with one of these keys. */
  idsOf(kind: FacetKind, keys: readonly string[]): number[] {
    return numbers(this.#database, `SELECT id FROM facet WHERE kind = ? AND key IN (${placeholders(keys)})`, [kind, ...keys]);
  }

  /** The id and kind of all values whose label has a word with this prefix. */
  valuesWith(word: string): { id: number; kind: FacetKind }[] {
    const rows = this.#database
      .prepare('SELECT facet.id, facet.kind FROM facet_word JOIN facet ON facet.id = facet_word.rowid WHERE facet_word MATCH ?')
      .all(asPrefix(word));
    return v.parse(v.array(KindRowSchema), rows);
  }

  /** The keys of states, by id. */
  states(): Map<number, string> {
    const rows = this.#rows(`SELECT id, key, label FROM facet WHERE kind = 'state'`);
    return new Map(rows.map(({ id, key }) => [id, key]));
  }

  choices(): LogChoices {
    return {
      accounts: this.#choicesOf('account'),
      presets: this.#choicesOf('preset'),
      lists: this.#choicesOf('list'),
      templates: this.#choicesOf('template'),
    };
  }

  #choicesOf(kind: FacetKind): Choice[] {
    const rows = this.#rows(`SELECT id, key, label FROM facet WHERE kind = '${kind}' AND key <> '' ORDER BY last`);
    const latest = new Map(rows.map(({ key, label }) => [key, label]));
    return [...latest].map(([key, label]) => ({ key, label })).sort((a, b) => collator.compare(a.label, b.label));
  }

  #rows(sql: string): v.InferOutput<typeof FacetRowSchema>[] {
    return v.parse(v.array(FacetRowSchema), this.#database.prepare(sql).all());
  }

  #countOf(kind: FacetKind): number {
    return oneNumber(this.#database, 'SELECT count(*) FROM facet WHERE kind = ?', [kind]);
  }

  #find({ kind, key, label }: FacetValue): number | undefined {
    const found = numberRows(this.#database, 'SELECT id FROM facet WHERE kind = ? AND key = ? AND label = ?', [kind, key, label]);
    return found[0]?.[0];
  }

  #add({ kind, key, label }: FacetValue, entry: number): number {
    const insert = 'INSERT INTO facet (kind, key, label, last) VALUES (?, ?, ?, ?)';
    const id = expectChanges(this.#database.prepare(insert).run(kind, key, label, entry), 1).lastInsertRowid;
    expectChanges(this.#database.prepare('INSERT INTO facet_word (rowid, label) VALUES (?, ?)').run(id, indexed(label)), 1);
    return id;
  }
}

const cacheKey = ({ kind, key, label }: FacetValue): string => JSON.stringify([kind, key, label]);

const collator = new Intl.Collator('en', { numeric: true });
