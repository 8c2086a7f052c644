/** Translates a filter into SQL conditions for the index. */
import { foldLookAlikes } from '../../shared/base/fold-look-alikes.ts';
import type { LogFilter } from '../../shared/domain/log-filter.ts';
import type { FacetKind, Facets } from './facets.ts';
import type { IndexDatabase } from './index-database.ts';
import { numberRows, placeholders, type SqlValue } from '../database/rows.ts';
import { asPrefix, searchable, searchWords } from './search-terms.ts';
import { dayMs } from '../../shared/base/time-units.ts';

/** Facets in a full-text query from which on each query is slow. */
const manyFacetsFrom = 100;

/** A part of a WHERE clause with its values; it is empty or begins with AND. */
export interface Sql {
  sql: string;
  values: readonly SqlValue[];
}

export interface Conditions {
  /** Whether no entry can match. */
  isImpossible: boolean;
  /** The full-text query for words and facets; `null` where the filter has neither. */
  match: string | null;
  /** Whether the filter has words. */
  hasWords: boolean;
  /** Whether the full-text query has so many facets that it is slow. */
  hasManyFacets: boolean;
  /** The search as a folded customer key: entries with this key come first. `null` without a search. */
  key: string | null;
  /**
   * For a single word that matches facets in columns of `fact`: a condition on them, and the full-text query for the rest; `null`
   * otherwise.
   */
  oneWord: { columns: Sql; beside: string } | null;
  /** Facets and period, as a condition on columns of `fact`. */
  fact: Sql;
  /** The period alone. */
  period: Sql;
  /** The range of ids that contains all entries of the period. */
  lowest: number;
  highest: number;
}

export function conditionsOf(filter: LogFilter, index: IndexDatabase, facets: Facets): Conditions {
  const groups = facetGroups(filter, facets);
  const words = searchWords(searchable(filter.search));
  const key = foldLookAlikes(filter.search);
  const period = periodOf(filter);
  const terms = [...groups.map(({ ids }) => facetMatch(ids)), ...words.map((word) => wordMatch(word, facets))];
  const one = words.length === 1 ? splitWord(words[0] ?? '', facets) : null;
  const range = idsOf(filter, index);
  return {
    isImpossible: groups.some(({ ids }) => ids.length === 0) || range === null,
    match: terms.length === 0 ? null : terms.join(' AND '),
    hasWords: words.length > 0,
    hasManyFacets: facetsIn(one?.beside ?? terms.join()) > manyFacetsFrom,
    oneWord: one,
    key: key === '' ? null : key,
    fact: {
      sql: groups.map(({ column, ids }) => ` AND ${column} IN (${placeholders(ids)})`).join('') + period.sql,
      values: [...groups.flatMap(({ ids }) => ids), ...period.values],
    },
    period,
    lowest: range?.lowest ?? 0,
    highest: range?.highest ?? 0,
  };
}

/** Facets that are columns of `fact`. */
const factColumns = ['state', 'account', 'kind', 'list', 'template', 'preset'] as const satisfies readonly FacetKind[];

interface FacetGroup {
  column: FacetKind;
  ids: readonly number[];
}

function facetGroups(filter: LogFilter, facets: Facets): FacetGroup[] {
  const selected: readonly (readonly [FacetKind, readonly string[]])[] = [
    ['state', filter.outcomes],
    ['account', filter.accounts],
    ['kind', filter.kinds],
    ['preset', filter.presets],
    ['list', filter.lists],
    ['template', filter.templates],
  ];
  return selected.filter(([, keys]) => keys.length > 0).map(([column, keys]) => ({ column, ids: facets.idsOf(column, keys) }));
}

const facetMatch = (ids: readonly number[]): string => `facet : (${ids.map((id) => `f${id}`).join(' OR ')})`;

/** Matches a word in the key and the texts, and in the labels of facets, which are few: what all entries share costs nothing. */
const wordMatch = (word: string, facets: Facets): string =>
  matchOf(
    word,
    facets.valuesWith(word).map(({ id }) => id),
  );

function matchOf(word: string, ids: readonly number[]): string {
  const inTexts = `{key named said} : ${asPrefix(word)}`;
  return ids.length === 0 ? `(${inTexts})` : `(${inTexts} OR ${facetMatch(ids)})`;
}

/** About how many facets a full-text query has. */
const facetsIn = (match: string): number => match.split(' OR ').length;

/** Reading a column is much faster than combining the full-text matches of each of its values. */
function splitWord(word: string, facets: Facets): Conditions['oneWord'] {
  const values = facets.valuesWith(word);
  const idsIn = (column: FacetKind): number[] => values.flatMap(({ id, kind }) => (kind === column ? [id] : []));
  const groups = factColumns.map((column) => ({ column, ids: idsIn(column) })).filter(({ ids }) => ids.length > 0);
  if (groups.length === 0) return null;
  const beside = values.flatMap(({ id, kind }) => (factColumns.some((column) => column === kind) ? [] : [id]));
  // There may be more ids than SQLite accepts bound values.
  const sql = groups.map(({ column }) => `${column} IN (SELECT value FROM json_each(?))`).join(' OR ');
  return { columns: { sql: `(${sql})`, values: groups.map(({ ids }) => JSON.stringify(ids)) }, beside: matchOf(word, beside) };
}

function periodOf({ from, to }: LogFilter): Sql {
  const bounds = [from === null ? '' : ' AND at >= ?', to === null ? '' : ' AND at < ?'];
  return { sql: bounds.join(''), values: [from, to].filter((bound) => bound !== null) };
}

function idsOf({ from, to }: LogFilter, index: IndexDatabase): IdRange | null {
  if (from === null && to === null) return { lowest: 0, highest: Number.MAX_SAFE_INTEGER };
  return idsBetween(index, from, to);
}

export interface IdRange {
  lowest: number;
  highest: number;
}

/** The range of ids that contains all entries pressed between two times; `null` where there are none. */
export function idsBetween(index: IndexDatabase, from: number | null, to: number | null): IdRange | null {
  const first = from === null ? -Number.MAX_SAFE_INTEGER : Math.floor(from / dayMs);
  const last = to === null ? Number.MAX_SAFE_INTEGER : Math.floor(to / dayMs);
  const [row] = numberRows(index, 'SELECT min(first), max(last) FROM day WHERE day BETWEEN ? AND ? HAVING count(*) > 0', [first, last]);
  const [lowest, highest] = row ?? [];
  return lowest === undefined || highest === undefined ? null : { lowest, highest };
}
