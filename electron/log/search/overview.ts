/** Counts what a filter finds, by outcome and over time. */
import { outcomes, type EntryState } from '../../shared/domain/outcome.ts';
import type { LogOverview, LogActivity, OutcomeCounts, ActivityBar } from '../../shared/domain/log-query.ts';
import { beginnings, mostBars, unitFor } from './calendar.ts';
import { idsBetween, type Conditions, type Sql } from './conditions.ts';
import { residualOf } from './found-ids.ts';
import type { IndexDatabase } from './index-database.ts';
import { numberRows, numbers, oneNumber, type SqlValue } from '../database/rows.ts';

/** Ids whose rows are counted at once, and the time that is counted in: every beginning of an hour anywhere is one of these. */
const stretchIds = 65_536;
const quarterMs = 900_000;
/** Found by words: so many are counted bar by bar, for sorting them by time would take longer than to ask once a bar. */
const much = 20_000;

export interface OverviewDeps {
  index: IndexDatabase;
  conditions: Conditions;
  /** Which number stands for which state. */
  states: ReadonlyMap<number, string>;
  /** Waited for between small parts of the work; may throw to end it. */
  pause: () => Promise<void>;
}

type Counts = Record<EntryState, number>;

export async function overviewOf(deps: OverviewDeps): Promise<LogOverview> {
  const { nothing: impossible, key, words, manyFacets } = deps.conditions;
  if (impossible) return nothing();
  if (key === null) return byBars(deps, factCounter(deps, deps.conditions.fact));
  // A question a bar would be a hundred long ones.
  return words && !manyFacets && isMuch(deps) ? byBars(deps, textCounter(deps)) : byQuarters(deps);
}

const nothing = (): LogOverview => ({ total: 0, counts: none(), activity: null });

/** Counts what is found from a moment until before another. */
type Counter = (from: number, to: number) => Counts;

/** Bar after bar: first over all of the time, then over what is found, if that is finer. */
async function byBars(deps: OverviewDeps, counter: Counter): Promise<LogOverview> {
  const [first, last] = extentOf(deps.index, deps.conditions, deps.states.keys());
  if (first === undefined || last === undefined) return nothing();
  const coarse = trim(await countBars(deps, counter, first, last));
  const [from, to] = [coarse.bars[0]?.from, coarse.bars.at(-1)?.to];
  if (from === undefined || to === undefined) return nothing();
  const [begin, end] = [Math.max(from, first), Math.min(to - 1, last)];
  return whole(unitFor(begin, end) === coarse.unit ? coarse : trim(await countBars(deps, counter, begin, end)));
}

async function countBars({ pause }: OverviewDeps, counter: Counter, first: number, last: number): Promise<LogActivity> {
  const unit = unitFor(first, last);
  const edges = beginnings(unit, first, last);
  const bars: ActivityBar[] = [];
  for (const [at, from] of edges.slice(0, -1).entries()) {
    const to = edges[at + 1] ?? from;
    bars.push({ from, to, counts: counter(from, to) });
    await pause();
  }
  return { unit, bars };
}

/** Without a search, a state and a time are a stretch of one index. */
function factCounter({ index, states }: OverviewDeps, where: Sql): Counter {
  const sql = `SELECT count(*) FROM fact WHERE state = ? AND at >= ? AND at < ?${where.sql}`;
  return (from, to) => {
    const counts = none();
    for (const [number, state] of states) if (isState(state)) counts[state] = oneNumber(index, sql, [number, from, to, ...where.values]);
    return counts;
  };
}

/** One word: what columns have, and what only the full text has. */
function textCounter(deps: OverviewDeps): Counter {
  const { match, oneWord, fact, period } = deps.conditions;
  if (oneWord === null) return matchCounter(deps, match ?? '', period);
  const { columns, beside } = oneWord;
  const values = [...fact.values, ...columns.values];
  const inColumns = factCounter(deps, { sql: `${fact.sql} AND ${columns.sql}`, values });
  const besides = matchCounter(deps, beside, { sql: `${fact.sql} AND NOT ${columns.sql}`, values });
  return (from, to) => {
    const counts = inColumns(from, to);
    addTo(counts, besides(from, to));
    return counts;
  };
}

/** In the full text, a time is a stretch of ids, as the days tell, and every row in it is looked at once. */
function matchCounter({ index, states }: OverviewDeps, match: string, where: Sql): Counter {
  const known = [...states].filter((one): one is [number, EntryState] => isState(one[1]));
  const columns = known.map(([number]) => `count(*) FILTER (WHERE fact.state = ${number})`).join(', ');
  const sql = `SELECT ${columns} FROM word CROSS JOIN fact ON fact.id = word.rowid
    WHERE word MATCH ? AND word.rowid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER) AND fact.at >= ? AND fact.at < ?${where.sql}`;
  return (from, to) => {
    const counts = none();
    const sides = idsBetween(index, from, to);
    if (sides === null) return counts;
    const values = [match, sides.lowest, sides.highest, from, to, ...where.values];
    const [row] = numberRows(index, sql, values);
    for (const [at, [, state]] of known.entries()) counts[state] = row?.[at] ?? 0;
    return counts;
  };
}

/** Asked of columns first: a word that very many values have is a long question to the full text. */
function isMuch({ index, conditions: { match, oneWord } }: OverviewDeps): boolean {
  const atLeast = (from: string, values: readonly SqlValue[]): boolean =>
    oneNumber(index, `SELECT count(*) FROM (SELECT 1 FROM ${from} LIMIT ${much + 1})`, values) > much;
  const { columns } = oneWord ?? { columns: null };
  return (columns !== null && atLeast(`fact WHERE ${columns.sql}`, columns.values)) || atLeast('word WHERE word MATCH ?', [match ?? '']);
}

/** The first and the last moment in which any state lies in the period; empty where there is none. */
function extentOf(index: IndexDatabase, { period: { sql, values } }: Conditions, states: Iterable<number>): number[] {
  // Either side is a query of its own: SQLite looks both up, instead of walking through everything, only then.
  const side = (which: 'ASC' | 'DESC', state: number): number[] =>
    numbers(index, `SELECT at FROM fact WHERE state = ?${sql} ORDER BY at ${which} LIMIT 1`, [state, ...values]);
  const found = [...states].flatMap((state) => [...side('ASC', state), ...side('DESC', state)]);
  return found.length === 0 ? [] : [Math.min(...found), Math.max(...found)];
}

/** What is not much is counted in quarters of an hour, all at once, and those are put into bars. */
async function byQuarters(deps: OverviewDeps): Promise<LogOverview> {
  const quarters = new Map<number, Counts>();
  for await (const rows of quarterRows(deps)) {
    for (const [quarter = 0, number = 0, count = 0] of rows) {
      const state = deps.states.get(number) ?? '';
      const counts = quarters.get(quarter) ?? none();
      if (isState(state)) counts[state] += count;
      quarters.set(quarter, counts);
    }
  }
  const times = [...quarters.keys()].sort((a, b) => a - b);
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return nothing();
  return whole(inBars(quarters, times, first * quarterMs, last * quarterMs));
}

/** Rows of a quarter of an hour, a state's number, and how many there are. */
async function* quarterRows({ index, conditions, pause }: OverviewDeps): AsyncGenerator<number[][]> {
  const { match, words, key, fact, period, lowest, highest } = conditions;
  const place = `fact.at / ${quarterMs}, fact.state`;
  if (!words) {
    yield numberRows(index, `SELECT ${place}, count(*) FROM fact WHERE key = ?${fact.sql} GROUP BY 1, 2`, [key ?? '', ...fact.values]);
    return;
  }
  const residual = residualOf(null, period);
  const top = Math.min(highest, oneNumber(index, 'SELECT coalesce(max(id), -1) FROM fact'));
  for (let low = Math.max(0, lowest); low <= top; low += stretchIds) {
    yield numberRows(
      index,
      `SELECT ${place}, count(*) FROM word CROSS JOIN fact ON fact.id = word.rowid
       WHERE word MATCH ? AND word.rowid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER)${residual.sql} GROUP BY 1, 2`,
      [match ?? '', low, Math.min(top, low + stretchIds - 1), ...residual.values],
    );
    await pause();
  }
}

function inBars(quarters: ReadonlyMap<number, Counts>, times: readonly number[], first: number, last: number): LogActivity {
  const unit = unitFor(first, last);
  const edges = beginnings(unit, first, last);
  const bars = edges.slice(0, -1).map((from, at) => ({ from, to: edges[at + 1] ?? from, counts: none() }));
  let bar = 0;
  for (const time of times) {
    while ((bars[bar]?.to ?? Infinity) <= time * quarterMs) bar += 1;
    const counts = bars[bar]?.counts;
    if (counts) addTo(counts, quarters.get(time) ?? none());
  }
  return { unit, bars };
}

/** Without what is empty at both ends. */
function trim({ unit, bars }: LogActivity): LogActivity {
  const full = bars.flatMap((bar, at) => (Object.values(bar.counts).some((count) => count > 0) ? [at] : []));
  return { unit, bars: bars.slice(full[0] ?? bars.length, (full.at(-1) ?? 0) + 1) };
}

/** What is shown are the latest bars. */
const whole = (activity: LogActivity): LogOverview => ({
  ...sums(activity),
  activity: { ...activity, bars: activity.bars.slice(-mostBars) },
});

function sums({ bars }: LogActivity): { total: number; counts: OutcomeCounts } {
  const counts = none();
  for (const bar of bars) addTo(counts, bar.counts);
  return { total: Object.values(counts).reduce((sum, count) => sum + count, 0), counts };
}

function addTo(counts: Counts, more: OutcomeCounts): void {
  for (const state of Object.keys(counts)) if (isState(state)) counts[state] += more[state];
}

const none = (): Counts => ({ sending: 0, accepted: 0, rejected: 0, 'not sent': 0, unknown: 0 });

const isState = (text: string): text is EntryState => text === 'sending' || outcomes.some((outcome) => outcome === text);
