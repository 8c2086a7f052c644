/** Reads numbers from rows that Keypost wrote. */
import * as v from 'valibot';
import type { Database, SqlValue } from './sqlite.ts';

export type { SqlValue };

const NumbersSchema = v.array(v.tupleWithRest([v.number()], v.number()));

/** Every row as an array of numbers. */
export function numberRows(database: Database, sql: string, values: readonly SqlValue[] = []): number[][] {
  return v.parse(
    NumbersSchema,
    database
      .prepare(sql)
      .asArrays()
      .all(...values),
  );
}

/** The first number of every row. */
export const numbers = (database: Database, sql: string, values: readonly SqlValue[] = []): number[] =>
  numberRows(database, sql, values).map(([first]) => first ?? 0);

/** The first number of the first row; 0 where there is none. */
export const oneNumber = (database: Database, sql: string, values: readonly SqlValue[] = []): number =>
  numbers(database, sql, values)[0] ?? 0;

/** SQL placeholders for a list of values: `?, ?, ?`. */
export const placeholders = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** One column of a row as a number; 0 where there is no row. */
export function numberOf(row: unknown, column: string): number {
  return typeof row === 'object' && row !== null ? Number(Reflect.get(row, column)) : 0;
}
