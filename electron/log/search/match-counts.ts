/** Finds rows by their number: the matches of a filter are counted in ranges of ids, so that any row is found without a scan. */
import type { Cursor, LogOrder } from '../../shared/domain/log-query.ts';
import type { Conditions } from './conditions.ts';
import { residualOf } from './found-ids.ts';
import type { IndexDatabase } from './index-database.ts';
import { oneNumber } from '../database/rows.ts';

/** Ids of a range: at most this many rows are skipped to get to a row in it. */
const rangeIds = 32_768;

export interface MatchCounts {
  /** Rows whose customer key is exactly what was searched; they come first. */
  exact: number;
  /** The number of other rows in each range, lowest ids first. */
  rest: readonly number[];
}

/** The arguments of `foundIds` to begin with a row. */
export interface RowPlace {
  cursor: Cursor | null;
  skip: number;
}

/** Counts all matches; `pause` is awaited between ranges. */
export async function countMatches(index: IndexDatabase, conditions: Conditions, pause: () => Promise<void>): Promise<MatchCounts> {
  const { isImpossible, match, hasWords, key, fact, period } = conditions;
  if (isImpossible) return { exact: 0, rest: [] };
  const exact = key === null ? 0 : oneNumber(index, `SELECT count(*) FROM fact WHERE key = ?${fact.sql}`, [key, ...fact.values]);
  if (key !== null && !hasWords) return { exact, rest: [] };
  const residual = residualOf(key, period);
  const join = residual.sql === '' ? '' : 'CROSS JOIN fact ON fact.id = word.rowid';
  const between = (column: string) => `${column} BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER)`;
  const rest: number[] = [];
  for (let low = 0; low <= highestId(index); low += rangeIds) {
    const ids = [low, low + rangeIds - 1];
    const isOutside = low + rangeIds <= conditions.lowest || low > conditions.highest;
    if (isOutside) rest.push(0);
    else if (match === null) {
      rest.push(oneNumber(index, `SELECT count(*) FROM fact WHERE ${between('id')}${fact.sql}`, [...ids, ...fact.values]));
    } else {
      const sql = `SELECT count(*) FROM word ${join} WHERE word MATCH ? AND ${between('word.rowid')}${residual.sql}`;
      rest.push(oneNumber(index, sql, [match, ...ids, ...residual.values]));
    }
    await pause();
  }
  return { exact, rest };
}

/** The place of a row; a row beyond the last one is at the end. */
export function placeOf({ exact, rest }: MatchCounts, row: number, order: LogOrder): RowPlace {
  if (row < exact) return { cursor: null, skip: row };
  let left = row - exact;
  const ranges = rest.map((count, at) => ({ count, at }));
  if (order === 'newest') ranges.reverse();
  for (const { count, at } of ranges) {
    if (left < count) return { cursor: { exact: false, id: order === 'newest' ? (at + 1) * rangeIds : at * rangeIds - 1 }, skip: left };
    left -= count;
  }
  return { cursor: { exact: false, id: order === 'newest' ? 0 : Number.MAX_SAFE_INTEGER - 1 }, skip: 0 };
}

const highestId = (index: IndexDatabase): number => oneNumber(index, 'SELECT coalesce(max(id), -1) FROM fact');
