/** The ids that a filter finds, in pages. Ids are bound as whole numbers: FTS5 takes no others as limits of its rows. */
import type { Cursor, LogOrder } from '../../shared/domain/log-query.ts';
import type { Conditions, Sql } from './conditions.ts';
import type { IndexDatabase } from './index-database.ts';
import { numbers, type SqlValue } from '../database/rows.ts';

/** Where in a part of the rows one is: beyond this id, and up to `limit` rows of it, behind the first `skip`. */
interface Stretch {
  order: LogOrder;
  beyond: number | null;
  skip: number;
  limit: number;
}

/**
 * A page of places, each with what a cursor needs. `skip` rows behind the cursor are left out: keep it small, and among the exact
 * ones below their number.
 */
export function foundIds(
  index: IndexDatabase,
  conditions: Conditions,
  { order, cursor, skip = 0, limit }: { order: LogOrder; cursor: Cursor | null; skip?: number; limit: number },
): Cursor[] {
  if (conditions.nothing) return [];
  const inExact = conditions.key !== null && (cursor === null || cursor.exact);
  const exact = inExact ? exactIds(index, conditions, { order, beyond: cursor?.id ?? null, skip, limit }) : [];
  const found = exact.map((id) => ({ exact: true, id }));
  if (found.length === limit) return found;
  const beyond = cursor === null || cursor.exact ? null : cursor.id;
  const rest = restIds(index, conditions, { order, beyond, skip: inExact ? 0 : skip, limit: limit - found.length });
  return [...found, ...rest.map((id) => ({ exact: false, id }))];
}

/** Entries whose customer key is what was searched, compared as fold-text.ts says. */
function exactIds(index: IndexDatabase, { key, fact, lowest, highest }: Conditions, stretch: Stretch): number[] {
  const side = sideOf('id', stretch.order, stretch.beyond, lowest, highest);
  return numbers(index, `SELECT id FROM fact WHERE key = ?${fact.sql}${side.sql} ${ordered('id', stretch)}`, [
    key ?? '',
    ...fact.values,
    ...side.values,
  ]);
}

function restIds(index: IndexDatabase, conditions: Conditions, stretch: Stretch): number[] {
  const { match, words, key, fact, period, lowest, highest } = conditions;
  // A search without a single word finds exact keys only.
  if (key !== null && !words) return [];
  if (match === null) {
    const side = sideOf('id', stretch.order, stretch.beyond, lowest, highest);
    return numbers(index, `SELECT id FROM fact WHERE 1${fact.sql}${side.sql} ${ordered('id', stretch)}`, [...fact.values, ...side.values]);
  }
  const side = sideOf('word.rowid', stretch.order, stretch.beyond, lowest, highest);
  const residual = residualOf(key, period);
  const join = residual.sql === '' ? '' : 'CROSS JOIN fact ON fact.id = word.rowid';
  return numbers(
    index,
    `SELECT word.rowid FROM word ${join} WHERE word MATCH ?${side.sql}${residual.sql} ${ordered('word.rowid', stretch)}`,
    [match, ...side.values, ...residual.values],
  );
}

/** What the full text can't tell: the moment, and that a key is not the one that came first. */
export function residualOf(key: string | null, period: Sql): Sql {
  return key === null ? period : { sql: `${period.sql} AND fact.key <> ?`, values: [...period.values, key] };
}

function sideOf(column: string, order: LogOrder, beyond: number | null, lowest: number, highest: number): Sql {
  const low = beyond !== null && order === 'oldest' ? Math.max(lowest, beyond + 1) : lowest;
  const high = beyond !== null && order === 'newest' ? Math.min(highest, beyond - 1) : highest;
  const values: SqlValue[] = [];
  if (low > 0) values.push(low);
  if (high < Number.MAX_SAFE_INTEGER) values.push(high);
  const lower = low > 0 ? ` AND ${column} >= CAST(? AS INTEGER)` : '';
  return { sql: lower + (high < Number.MAX_SAFE_INTEGER ? ` AND ${column} <= CAST(? AS INTEGER)` : ''), values };
}

const ordered = (column: string, { order, skip, limit }: Stretch): string =>
  `ORDER BY ${column} ${order === 'newest' ? 'DESC' : 'ASC'} LIMIT ${limit} OFFSET ${skip}`;
