/** Counts the entries that match a filter, by outcome and over time. */
import { outcomes, type EntryState } from '../../shared/domain/outcome.ts';
import type { LogOverview, LogActivity, OutcomeCounts, ActivityBar } from '../../shared/domain/log-query.ts';
import { startsBetween, maxBars, unitFor } from './calendar.ts';
import { idsBetween, type Conditions, type Sql } from './conditions.ts';
import { residualOf } from './found-ids.ts';
import type { IndexDatabase } from './index-database.ts';
import { numberRows, numbers, oneNumber, type SqlValue } from '../database/rows.ts';

/** Ids that are counted at once, and the unit of time that is counted: hours begin on a quarter in every time zone. */
const batchIds = 65_536;
const quarterMs = 900_000;
/** From this many matches of words on, each bar is counted by a query, because grouping all matches by time would take longer. */
const manyMatches = 20_000;

export interface OverviewDeps {
  index: IndexDatabase;
  conditions: Conditions;
  /** The states by their facet id. */
  states: ReadonlyMap<number, string>;
  /** Awaited between small parts of the work; may throw to end it. */
  pause: () => Promise<void>;
}

/** While they are added up. */
type RunningTotals = Record<EntryState, number>;

export async function overviewOf(deps: OverviewDeps): Promise<LogOverview> {
  const { isImpossible, key, hasWords, hasManyFacets } = deps.conditions;
  if (isImpossible) return emptyOverview();
  if (key === null) return byBars(deps, factCounter(deps, deps.conditions.fact));
  // With many facets, a query for each bar would be a hundred slow ones.
  return hasWords && !hasManyFacets && hasManyMatches(deps) ? byBars(deps, textCounter(deps)) : byQuarters(deps);
}

const emptyOverview = (): LogOverview => ({ total: 0, counts: zeroCounts(), activity: null });

/** Counts the matches in a period; `to` is excluded. */
type Counter = (from: number, to: number) => RunningTotals;

/** Counts bar by bar: first over the whole time, then over the part with matches if that allows a finer unit. */
async function byBars(deps: OverviewDeps, counter: Counter): Promise<LogOverview> {
  const [first, last] = extentOf(deps.index, deps.conditions, deps.states.keys());
  if (first === undefined || last === undefined) return emptyOverview();
  const coarse = trim(await countBars(deps, counter, first, last));
  const [from, to] = [coarse.bars[0]?.from, coarse.bars.at(-1)?.to];
  if (from === undefined || to === undefined) return emptyOverview();
  const [begin, end] = [Math.max(from, first), Math.min(to - 1, last)];
  return overviewWith(unitFor(begin, end) === coarse.unit ? coarse : trim(await countBars(deps, counter, begin, end)));
}

async function countBars({ pause }: OverviewDeps, counter: Counter, first: number, last: number): Promise<LogActivity> {
  const unit = unitFor(first, last);
  const edges = startsBetween(unit, first, last);
  const bars: ActivityBar[] = [];
  for (const [at, from] of edges.slice(0, -1).entries()) {
    const to = edges[at + 1] ?? from;
    bars.push({ from, to, counts: counter(from, to) });
    await pause();
  }
  return { unit, bars };
}

/** Without a search, a state and a period are a range of one SQLite index. */
function factCounter({ index, states }: OverviewDeps, where: Sql): Counter {
  const sql = `SELECT count(*) FROM fact WHERE state = ? AND at >= ? AND at < ?${where.sql}`;
  return (from, to) => {
    const counts = zeroCounts();
    for (const [number, state] of states) if (isState(state)) counts[state] = oneNumber(index, sql, [number, from, to, ...where.values]);
    return counts;
  };
}

/** For a single word: matches in columns, plus those only in the full text. */
function textCounter(deps: OverviewDeps): Counter {
  const { match, oneWord, fact, period } = deps.conditions;
  if (oneWord === null) return matchCounter(deps, match ?? '', period);
  const { columns, beside } = oneWord;
  const values = [...fact.values, ...columns.values];
  const inColumns = factCounter(deps, { sql: `${fact.sql} AND ${columns.sql}`, values });
  const inTextOnly = matchCounter(deps, beside, { sql: `${fact.sql} AND NOT ${columns.sql}`, values });
  return (from, to) => {
    const counts = inColumns(from, to);
    addTo(counts, inTextOnly(from, to));
    return counts;
  };
}

/** For the full text, the days give a range of ids for a period, and every row in it is checked once. */
function matchCounter({ index, states }: OverviewDeps, match: string, where: Sql): Counter {
  const known = [...states].filter((one): one is [number, EntryState] => isState(one[1]));
  const columns = known.map(([number]) => `count(*) FILTER (WHERE fact.state = ${number})`).join(', ');
  const sql = `SELECT ${columns} FROM word CROSS JOIN fact ON fact.id = word.rowid
    WHERE word MATCH ? AND word.rowid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER) AND fact.at >= ? AND fact.at < ?${where.sql}`;
  return (from, to) => {
    const counts = zeroCounts();
    const range = idsBetween(index, from, to);
    if (range === null) return counts;
    const values = [match, range.lowest, range.highest, from, to, ...where.values];
    const [row] = numberRows(index, sql, values);
    for (const [at, [, state]] of known.entries()) counts[state] = row?.[at] ?? 0;
    return counts;
  };
}

/** Checks columns first, because a word in very many facets is a slow full-text query. */
function hasManyMatches({ index, conditions: { match, oneWord } }: OverviewDeps): boolean {
  const atLeast = (from: string, values: readonly SqlValue[]): boolean =>
    oneNumber(index, `SELECT count(*) FROM (SELECT 1 FROM ${from} LIMIT ${manyMatches + 1})`, values) > manyMatches;
  const { columns } = oneWord ?? { columns: null };
  return (columns !== null && atLeast(`fact WHERE ${columns.sql}`, columns.values)) || atLeast('word WHERE word MATCH ?', [match ?? '']);
}

/** The times of the first and the last entry of the period; empty where there is none. */
function extentOf(index: IndexDatabase, { period: { sql, values } }: Conditions, states: Iterable<number>): number[] {
  // Two queries, because SQLite uses the index for each of them, but would scan everything for both at once.
  const timeAt = (which: 'ASC' | 'DESC', state: number): number[] =>
    numbers(index, `SELECT at FROM fact WHERE state = ?${sql} ORDER BY at ${which} LIMIT 1`, [state, ...values]);
  const found = [...states].flatMap((state) => [...timeAt('ASC', state), ...timeAt('DESC', state)]);
  return found.length === 0 ? [] : [Math.min(...found), Math.max(...found)];
}

/** Counts few matches by quarters of an hour, all at once, and sums these up in bars. */
async function byQuarters(deps: OverviewDeps): Promise<LogOverview> {
  const quarters = new Map<number, RunningTotals>();
  for await (const rows of quarterRows(deps)) {
    for (const [quarter = 0, number = 0, count = 0] of rows) {
      const state = deps.states.get(number) ?? '';
      const counts = quarters.get(quarter) ?? zeroCounts();
      if (isState(state)) counts[state] += count;
      quarters.set(quarter, counts);
    }
  }
  const times = [...quarters.keys()].sort((a, b) => a - b);
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return emptyOverview();
  return overviewWith(inBars(quarters, times, first * quarterMs, last * quarterMs));
}

/** Rows with a quarter of an hour, the facet id of a state, and a count. */
async function* quarterRows({ index, conditions, pause }: OverviewDeps): AsyncGenerator<number[][]> {
  const { match, hasWords, key, fact, period, lowest, highest } = conditions;
  const place = `fact.at / ${quarterMs}, fact.state`;
  if (!hasWords) {
    yield numberRows(index, `SELECT ${place}, count(*) FROM fact WHERE key = ?${fact.sql} GROUP BY 1, 2`, [key ?? '', ...fact.values]);
    return;
  }
  const residual = residualOf(null, period);
  const top = Math.min(highest, oneNumber(index, 'SELECT coalesce(max(id), -1) FROM fact'));
  for (let low = Math.max(0, lowest); low <= top; low += batchIds) {
    yield numberRows(
      index,
      `SELECT ${place}, count(*) FROM word CROSS JOIN fact ON fact.id = word.rowid
       WHERE word MATCH ? AND word.rowid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER)${residual.sql} GROUP BY 1, 2`,
      [match ?? '', low, Math.min(top, low + batchIds - 1), ...residual.values],
    );
    await pause();
  }
}

function inBars(quarters: ReadonlyMap<number, RunningTotals>, times: readonly number[], first: number, last: number): LogActivity {
  const unit = unitFor(first, last);
  const edges = startsBetween(unit, first, last);
  const bars = edges.slice(0, -1).map((from, at) => ({ from, to: edges[at + 1] ?? from, counts: zeroCounts() }));
  let bar = 0;
  for (const time of times) {
    while ((bars[bar]?.to ?? Infinity) <= time * quarterMs) bar += 1;
    const counts = bars[bar]?.counts;
    if (counts) addTo(counts, quarters.get(time) ?? zeroCounts());
  }
  return { unit, bars };
}

/** Removes empty bars at both ends. */
function trim({ unit, bars }: LogActivity): LogActivity {
  const full = bars.flatMap((bar, at) => (Object.values(bar.counts).some((count) => count > 0) ? [at] : []));
  return { unit, bars: bars.slice(full[0] ?? bars.length, (full.at(-1) ?? 0) + 1) };
}

/** The totals of all bars, with only the latest bars shown. */
const overviewWith = (activity: LogActivity): LogOverview => ({
  ...sums(activity),
  activity: { ...activity, bars: activity.bars.slice(-maxBars) },
});

function sums({ bars }: LogActivity): { total: number; counts: OutcomeCounts } {
  const counts = zeroCounts();
  for (const bar of bars) addTo(counts, bar.counts);
  return { total: Object.values(counts).reduce((sum, count) => sum + count, 0), counts };
}

function addTo(counts: RunningTotals, more: OutcomeCounts): void {
  for (const state of Object.keys(counts)) if (isState(state)) counts[state] += more[state];
}

const zeroCounts = (): RunningTotals => ({ sending: 0, accepted: 0, rejected: 0, 'not sent': 0, unknown: 0 });

const isState = (text: string): text is EntryState => text === 'sending' || outcomes.some((outcome) => outcome === text);
