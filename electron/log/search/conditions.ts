/** A filter in the words of the index. */
import { foldText } from '../../shared/base/fold-text.ts';
import type { LogFilter } from '../../shared/domain/log-filter.ts';
import type { FacetKind, Facets } from './facets.ts';
import type { IndexDatabase } from './index-database.ts';
import { numberRows, placeholders, type SqlValue } from '../database/rows.ts';
import { asPrefix, searchable, searchWords } from './search-terms.ts';
import { dayMs } from '../../shared/base/time-units.ts';

const manyFacets = 100;

/** A part of a WHERE clause; empty, or begins with AND. */
export interface Sql {
  sql: string;
  values: readonly SqlValue[];
}

export interface Conditions {
  /** True where nothing can be found at all. */
  nothing: boolean;
  /** What the full text has to match, words and facets; `null` where neither is asked for. */
  match: string | null;
  /** Whether words are asked for. */
  words: boolean;
  /** Whether the full text has to put together so many facets that each question takes long. */
  manyFacets: boolean;
  /** The search as a customer key, folded: entries with this one come first. `null` without a search. */
  key: string | null;
  /** Where one word is asked for that columns of `fact` have: these, and what the full text has to match beside them; `null` otherwise. */
  oneWord: { columns: Sql; beside: string } | null;
  /** Facets and period, over the columns of `fact`. */
  fact: Sql;
  /** The period alone. */
  period: Sql;
  /** Ids between which all entries of the period are. */
  lowest: number;
  highest: number;
}

export function conditionsOf(filter: LogFilter, index: IndexDatabase, facets: Facets): Conditions {
  const groups = facetGroups(filter, facets);
  const words = searchWords(searchable(filter.search));
  const key = foldText(filter.search);
  const period = periodOf(filter);
  const deps = [...groups.map(({ ids }) => facetMatch(ids)), ...words.map((word) => wordMatch(word, facets))];
  const one = words.length === 1 ? splitWord(words[0] ?? '', facets) : null;
  const sides = idsOf(filter, index);
  return {
    nothing: groups.some(({ ids }) => ids.length === 0) || sides === null,
    match: deps.length === 0 ? null : deps.join(' AND '),
    words: words.length > 0,
    manyFacets: facetsIn(one?.beside ?? deps.join()) > manyFacets,
    oneWord: one,
    key: key === '' ? null : key,
    fact: {
      sql: groups.map(({ column, ids }) => ` AND ${column} IN (${placeholders(ids)})`).join('') + period.sql,
      values: [...groups.flatMap(({ ids }) => ids), ...period.values],
    },
    period,
    lowest: sides?.lowest ?? 0,
    highest: sides?.highest ?? 0,
  };
}

/** Facets that are columns of `fact`. */
const factColumns = ['state', 'account', 'kind', 'list', 'template', 'preset'] as const satisfies readonly FacetKind[];

interface Group {
  column: FacetKind;
  ids: readonly number[];
}

function facetGroups(filter: LogFilter, facets: Facets): Group[] {
  const asked: readonly (readonly [FacetKind, readonly string[]])[] = [
    ['state', filter.outcomes],
    ['account', filter.accounts],
    ['kind', filter.kinds],
    ['preset', filter.presets],
    ['list', filter.lists],
    ['template', filter.templates],
  ];
  return asked.filter(([, keys]) => keys.length > 0).map(([column, keys]) => ({ column, ids: facets.idsOf(column, keys) }));
}

const facetMatch = (ids: readonly number[]): string => `facet : (${ids.map((id) => `f${id}`).join(' OR ')})`;

/** A word is found in the key and the texts, and in the names of facets: those are few, so that what all entries share costs nothing. */
const wordMatch = (word: string, facets: Facets): string =>
  matchOf(
    word,
    facets.valuesWith(word).map(({ id }) => id),
  );

function matchOf(word: string, ids: readonly number[]): string {
  const said = `{key named said} : ${asPrefix(word)}`;
  return ids.length === 0 ? `(${said})` : `(${said} OR ${facetMatch(ids)})`;
}

/** How many facets a question to the full text asks for, but for a few. */
const facetsIn = (match: string): number => match.split(' OR ').length;

/** To read a column is much quicker than to put together what the full text has of each of its values. */
function splitWord(word: string, facets: Facets): Conditions['oneWord'] {
  const values = facets.valuesWith(word);
  const idsIn = (column: FacetKind): number[] => values.flatMap(({ id, kind }) => (kind === column ? [id] : []));
  const groups = factColumns.map((column) => ({ column, ids: idsIn(column) })).filter(({ ids }) => ids.length > 0);
  if (groups.length === 0) return null;
  const beside = values.flatMap(({ id, kind }) => (factColumns.some((column) => column === kind) ? [] : [id]));
  // There may be more of them than SQLite takes values.
  const sql = groups.map(({ column }) => `${column} IN (SELECT value FROM json_each(?))`).join(' OR ');
  return { columns: { sql: `(${sql})`, values: groups.map(({ ids }) => JSON.stringify(ids)) }, beside: matchOf(word, beside) };
}

function periodOf({ from, to }: LogFilter): Sql {
  const sides = [from === null ? '' : ' AND at >= ?', to === null ? '' : ' AND at < ?'];
  return { sql: sides.join(''), values: [from, to].filter((side) => side !== null) };
}

function idsOf({ from, to }: LogFilter, index: IndexDatabase): Sides | null {
  if (from === null && to === null) return { lowest: 0, highest: Number.MAX_SAFE_INTEGER };
  return idsBetween(index, from, to);
}

export interface Sides {
  lowest: number;
  highest: number;
}

/** Ids between which all entries are that were pressed from a moment until another; `null` where there are none. */
export function idsBetween(index: IndexDatabase, from: number | null, to: number | null): Sides | null {
  const first = from === null ? -Number.MAX_SAFE_INTEGER : Math.floor(from / dayMs);
  const last = to === null ? Number.MAX_SAFE_INTEGER : Math.floor(to / dayMs);
  const [row] = numberRows(index, 'SELECT min(first), max(last) FROM day WHERE day BETWEEN ? AND ? HAVING count(*) > 0', [first, last]);
  const [lowest, highest] = row ?? [];
  return lowest === undefined || highest === undefined ? null : { lowest, highest };
}
