/** Rows of the index's database, whose numbers and texts Keypost wrote itself. */
import * as v from 'valibot';
import type { SqlValue } from '../sqlite.ts';
import type { IndexDatabase } from './index-database.ts';

export type { SqlValue };

const NumbersSchema = v.array(v.tupleWithRest([v.number()], v.number()));

/** Every row as its numbers. */
export function numberRows(database: IndexDatabase, sql: string, values: readonly SqlValue[] = []): number[][] {
  return v.parse(
    NumbersSchema,
    database
      .prepare(sql)
      .asArrays()
      .all(...values),
  );
}

/** The first number of every row. */
export const numbers = (database: IndexDatabase, sql: string, values: readonly SqlValue[] = []): number[] =>
  numberRows(database, sql, values).map(([first]) => first ?? 0);

/** The first number of the first row; 0 where there is none. */
export const oneNumber = (database: IndexDatabase, sql: string, values: readonly SqlValue[] = []): number =>
  numbers(database, sql, values)[0] ?? 0;

/** Marks for values of a list: `?, ?, ?`. */
export const places = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
