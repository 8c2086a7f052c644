/** Which row an entry is: the rows of a filter counted in stretches of ids, so that any row is found without walking to it. */
import type { Cursor, LogOrder } from '../../shared/domain/log-query.ts';
import type { Conditions } from './conditions.ts';
import { residualOf } from './found-ids.ts';
import type { IndexDatabase } from './index-database.ts';
import { oneNumber } from '../database/rows.ts';

/** Ids of a stretch: at most so many rows are passed over to come to a row inside it. */
const stretchIds = 32_768;

export interface Ranks {
  /** Rows whose customer key is exactly what was searched; they come first. */
  exact: number;
  /** Rows of each other stretch, that of the lowest ids first. */
  rest: readonly number[];
}

/** A row as what `foundIds` needs to begin with it. */
export interface RowPlace {
  cursor: Cursor | null;
  skip: number;
}

/** Counts everything; `pause` is waited for between stretches. */
export async function countRanks(index: IndexDatabase, conditions: Conditions, pause: () => Promise<void>): Promise<Ranks> {
  const { nothing, match, words, key, fact, period } = conditions;
  if (nothing) return { exact: 0, rest: [] };
  const exact = key === null ? 0 : oneNumber(index, `SELECT count(*) FROM fact WHERE key = ?${fact.sql}`, [key, ...fact.values]);
  if (key !== null && !words) return { exact, rest: [] };
  const residual = residualOf(key, period);
  const join = residual.sql === '' ? '' : 'CROSS JOIN fact ON fact.id = word.rowid';
  const between = (column: string) => `${column} BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER)`;
  const rest: number[] = [];
  for (let low = 0; low <= highestId(index); low += stretchIds) {
    const ids = [low, low + stretchIds - 1];
    const empty = low + stretchIds <= conditions.lowest || low > conditions.highest;
    if (empty) rest.push(0);
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

/** Where a row is; rows behind the last one are at the end. */
export function placeOf({ exact, rest }: Ranks, row: number, order: LogOrder): RowPlace {
  if (row < exact) return { cursor: null, skip: row };
  let left = row - exact;
  const stretches = rest.map((count, at) => ({ count, at }));
  if (order === 'newest') stretches.reverse();
  for (const { count, at } of stretches) {
    if (left < count) return { cursor: { exact: false, id: order === 'newest' ? (at + 1) * stretchIds : at * stretchIds - 1 }, skip: left };
    left -= count;
  }
  return { cursor: { exact: false, id: order === 'newest' ? 0 : Number.MAX_SAFE_INTEGER - 1 }, skip: 0 };
}

const highestId = (index: IndexDatabase): number => oneNumber(index, 'SELECT coalesce(max(id), -1) FROM fact');
