/** Finds the ids that match a filter, in pages. Ids are cast to integers, because FTS5 accepts only these as bounds of rowids. */
import type { Cursor, LogOrder } from '../../shared/domain/log-query.ts';
import type { Conditions, Sql } from './conditions.ts';
import type { IndexDatabase } from './index-database.ts';
import { numbers, type SqlValue } from '../database/rows.ts';

/** A slice of the rows: beyond an id, after the first `skip` rows, at most `limit` rows. */
interface Slice {
  order: LogOrder;
  beyond: number | null;
  skip: number;
  limit: number;
}

/**
 * A page of cursors of the matching entries. `skip` rows after the cursor are left out: keep it small, and for exact matches below their
 * number.
 */
export function foundIds(
  index: IndexDatabase,
  conditions: Conditions,
  { order, cursor, skip = 0, limit }: { order: LogOrder; cursor: Cursor | null; skip?: number; limit: number },
): Cursor[] {
  if (conditions.isImpossible) return [];
  const isInExact = conditions.key !== null && (cursor === null || cursor.exact);
  const exact = isInExact ? exactIds(index, conditions, { order, beyond: cursor?.id ?? null, skip, limit }) : [];
  const found = exact.map((id) => ({ exact: true, id }));
  if (found.length === limit) return found;
  const beyond = cursor === null || cursor.exact ? null : cursor.id;
  const rest = restIds(index, conditions, { order, beyond, skip: isInExact ? 0 : skip, limit: limit - found.length });
  return [...found, ...rest.map((id) => ({ exact: false, id }))];
}

/** Entries whose customer key is exactly the search, when folded as in fold-look-alikes.ts. */
function exactIds(index: IndexDatabase, { key, fact, lowest, highest }: Conditions, slice: Slice): number[] {
  const range = rangeOf('id', slice.order, slice.beyond, lowest, highest);
  return numbers(index, `SELECT id FROM fact WHERE key = ?${fact.sql}${range.sql} ${orderAndLimit('id', slice)}`, [
    key ?? '',
    ...fact.values,
    ...range.values,
  ]);
}

function restIds(index: IndexDatabase, conditions: Conditions, slice: Slice): number[] {
  const { match, hasWords, key, fact, period, lowest, highest } = conditions;
  // A search without words finds only exact keys.
  if (key !== null && !hasWords) return [];
  if (match === null) {
    const range = rangeOf('id', slice.order, slice.beyond, lowest, highest);
    return numbers(index, `SELECT id FROM fact WHERE 1${fact.sql}${range.sql} ${orderAndLimit('id', slice)}`, [
      ...fact.values,
      ...range.values,
    ]);
  }
  const range = rangeOf('word.rowid', slice.order, slice.beyond, lowest, highest);
  const residual = residualOf(key, period);
  const join = residual.sql === '' ? '' : 'CROSS JOIN fact ON fact.id = word.rowid';
  return numbers(
    index,
    `SELECT word.rowid FROM word ${join} WHERE word MATCH ?${range.sql}${residual.sql} ${orderAndLimit('word.rowid', slice)}`,
    [match, ...range.values, ...residual.values],
  );
}

/** Conditions that the full text can't check: the period, and that the key is not the exact match, which came first. */
export function residualOf(key: string | null, period: Sql): Sql {
  return key === null ? period : { sql: `${period.sql} AND fact.key <> ?`, values: [...period.values, key] };
}

function rangeOf(column: string, order: LogOrder, beyond: number | null, lowest: number, highest: number): Sql {
  const low = beyond !== null && order === 'oldest' ? Math.max(lowest, beyond + 1) : lowest;
  const high = beyond !== null && order === 'newest' ? Math.min(highest, beyond - 1) : highest;
  const values: SqlValue[] = [];
  if (low > 0) values.push(low);
  if (high < Number.MAX_SAFE_INTEGER) values.push(high);
  const lower = low > 0 ? ` AND ${column} >= CAST(? AS INTEGER)` : '';
  return { sql: lower + (high < Number.MAX_SAFE_INTEGER ? ` AND ${column} <= CAST(? AS INTEGER)` : ''), values };
}

const orderAndLimit = (column: string, { order, skip, limit }: Slice): string =>
  `ORDER BY ${column} ${order === 'newest' ? 'DESC' : 'ASC'} LIMIT ${limit} OFFSET ${skip}`;
