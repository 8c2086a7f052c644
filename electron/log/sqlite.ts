/**
 * The only place that knows the SQLite engine. It has the interface of Node's own `node:sqlite`, so that one can take its place. The engine is
 * loaded when it is first used and not with Keypost: the window does not wait for it. By `require`, because `import()` can't look into a
 * packaged app's archive before Electron 28.
 */
import { createRequire } from 'node:module';
import type * as Engine from '@photostructure/sqlite';
import { sqliteCodeName } from './sqlite-code.ts';

const load = createRequire(import.meta.url);

export type SqlValue = string | number | bigint | Uint8Array | null;

/** What a statement changed. */
export interface Changes {
  changes: number;
  lastInsertRowid: number | bigint;
}

export interface OpenOptions {
  /** The connection can't write, and never moves the write-ahead log into the database, not even when it is closed as the last one. */
  readOnly?: boolean;
}

/** Opens a database file. Throws what SQLite throws, and what `require` does where its native part is missing. */
export function openSqlite(file: string, options: OpenOptions = {}): Database {
  return new Database(file, options);
}

/**
 * A connection. Every method throws what SQLite throws: an Error whose `code` is the name of SQLite's extended result code, such as
 * `SQLITE_BUSY_SNAPSHOT`, and whose `errcode` is its number. Whole numbers that JavaScript can't represent throw a RangeError with the code
 * `ERR_OUT_OF_RANGE`.
 */
export class Database {
  readonly #connection: Engine.DatabaseSyncInstance;

  constructor(file: string, { readOnly = false }: OpenOptions) {
    const { DatabaseSync } = load('@photostructure/sqlite') as typeof Engine;
    this.#connection = named(() => new DatabaseSync(file, { readOnly }));
  }

  get isOpen(): boolean {
    return this.#connection.isOpen;
  }

  get isTransaction(): boolean {
    return this.#connection.isTransaction;
  }

  /** Runs one statement or several, and gives no rows. */
  exec(sql: string): void {
    named(() => {
      this.#connection.exec(sql);
    });
  }

  prepare(sql: string): Statement {
    return new Statement(this.#connection, sql);
  }

  /** Ends all of its statements and lets go of the file at once. Does nothing when it is closed already. */
  close(): void {
    if (!this.#connection.isOpen) return;
    named(() => {
      this.#connection.close();
    });
  }
}

/** A prepared statement. It is of no more use once its connection is closed. */
export class Statement {
  readonly #connection: Engine.DatabaseSyncInstance;
  readonly #sql: string;
  readonly #statement: Engine.StatementSyncInstance;
  #returnArrays = false;

  constructor(connection: Engine.DatabaseSyncInstance, sql: string) {
    this.#connection = connection;
    this.#sql = sql;
    this.#statement = named(() => connection.prepare(sql));
  }

  /** From now on each row comes as an array of its columns, not as an object. */
  asArrays(): this {
    this.#returnArrays = true;
    this.#statement.setReturnArrays(true);
    return this;
  }

  run(...values: readonly SqlValue[]): Changes {
    return named(() => (holdNul(values) ? this.#withBytes(values).run(...bytesOf(values)) : this.#statement.run(...values)));
  }

  /** The first row; `undefined` where there is none. */
  get(...values: readonly SqlValue[]): unknown {
    return named((): unknown => (holdNul(values) ? this.#withBytes(values).get(...bytesOf(values)) : this.#statement.get(...values)));
  }

  all(...values: readonly SqlValue[]): unknown[] {
    return named((): unknown[] => (holdNul(values) ? this.#withBytes(values).all(...bytesOf(values)) : this.#statement.all(...values)));
  }

  /** The engine ends a text at its first NUL. As bytes it goes whole, and SQLite makes the same text of it. */
  #withBytes(values: readonly SqlValue[]): Engine.StatementSyncInstance {
    let place = -1;
    const sql = this.#sql.replace(/'(?:[^']|'')*'|\?/g, (found) => {
      if (found !== '?') return found;
      place += 1;
      return hasNul(values[place]) ? 'CAST(? AS TEXT)' : found;
    });
    const statement = this.#connection.prepare(sql);
    statement.setReturnArrays(this.#returnArrays);
    return statement;
  }
}

const hasNul = (value: SqlValue | undefined): value is string => typeof value === 'string' && value.includes('\0');
const holdNul = (values: readonly SqlValue[]): boolean => values.some(hasNul);
const bytesOf = (values: readonly SqlValue[]): SqlValue[] => values.map((value) => (hasNul(value) ? Buffer.from(value, 'utf8') : value));

/** Runs `job`; a failure of SQLite gets the name of its result code. */
function named<T>(job: () => T): T {
  try {
    return job();
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'errcode') : undefined;
    throw error instanceof Error && typeof code === 'number' ? Object.assign(error, { code: sqliteCodeName(code) }) : error;
  }
}
