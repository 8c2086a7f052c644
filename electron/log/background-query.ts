/**
 * Statements on the log that take long, and run in a thread of libsql's own. Only what gives at most one row is as quick to read:
 * each further row would be looked for in the thread that asks.
 */
import { existsSync } from 'node:fs';
import * as v from 'valibot';
import { openInBackground } from './sqlite.ts';

/** What libsql's own types say nothing of. */
interface Background {
  exec: (sql: string) => Promise<unknown>;
  prepare: (sql: string) => Promise<{ all: (...values: readonly (string | number)[]) => Promise<unknown> }>;
  close: () => void;
}

const RowsSchema = v.array(v.record(v.string(), v.unknown()));

/** A connection to the log beside the one that writes. Every method rejects with what SQLite throws. */
export class BackgroundQuery {
  readonly #connection: Background;

  /** Throws what SQLite throws, and an Error where there is no such file: SQLite would make one. */
  constructor(file: string) {
    if (!existsSync(file)) throw Object.assign(new Error('its file is not there'), { code: 'ENOENT' });
    this.#connection = openInBackground(file);
  }

  async exec(sql: string): Promise<void> {
    await this.#connection.exec(sql);
  }

  /** The first column of the one row, if it is a number; 0 where there is none. */
  async number(sql: string, ...values: readonly (string | number)[]): Promise<number> {
    const value = await this.#value(sql, values);
    return typeof value === 'number' ? value : 0;
  }

  /** For a `json_group_array` of numbers. */
  async numbers(sql: string, ...values: readonly (string | number)[]): Promise<readonly number[]> {
    const value = await this.#value(sql, values);
    return v.parse(v.pipe(v.string(), v.parseJson(), v.array(v.number())), value ?? '[]');
  }

  close(): void {
    this.#connection.close();
  }

  async #value(sql: string, values: readonly (string | number)[]): Promise<unknown> {
    const statement = await this.#connection.prepare(sql);
    const [row] = v.parse(RowsSchema, await statement.all(...values));
    return row === undefined ? undefined : Object.values(row)[0];
  }
}
