/**
 * The only place that knows the SQLite engine. It has the interface of Node's own `node:sqlite`, so that one can take its place. The engine is
 * loaded when it is first used and not with Keypost: the window does not wait for it. By `require`, because `import()` can't look into a
 * packaged app's archive before Electron 28.
 */
import { createRequire } from 'node:module';
import type * as Engine from '@photostructure/sqlite';
import { assertOwnDatabase } from '../../storage/own-file.ts';
import { sqliteCodeName } from './sqlite-code.ts';

const load = createRequire(import.meta.url);

export type SqlValue = string | number | bigint | Uint8Array | null;

/** What a statement changed. Row numbers that JavaScript can't represent, as full text has them inside, are near it only. */
export interface Changes {
  changes: number;
  lastInsertRowid: number;
}

export interface OpenOptions {
  /** The connection can't write, and never moves the write-ahead log into the database, not even when it is closed as the last one. */
  readOnly?: boolean;
}

const memory = ':memory:';
/** Bytes of a value, and of a row that is written: a file of somebody else's must not take all memory. Beyond it SQLite throws `SQLITE_TOOBIG`. */
const longestValue = 128 * 1024 * 1024;

/**
 * Opens a database file, or one that is only in memory. SQLite would follow links, also from the names of what it keeps beside a file, and
 * wait for a pipe: throws `ForeignFileError` instead. Throws what SQLite throws, and what `require` does where its native part is missing.
 */
export function openSqlite(file: string, options: OpenOptions = {}): Database {
  if (file !== memory) assertOwnDatabase(file);
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
    this.#connection = named(() => new DatabaseSync(file, { readOnly, limits: { length: longestValue } }));
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
  #bigInts = false;

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
    return named(() => {
      // As a number, the row number of a full text would be refused after the statement has run.
      const result: Record<'changes' | 'lastInsertRowid', number | bigint> = this.#readyFor(values, true).run(...bound(values));
      return { changes: Number(result.changes), lastInsertRowid: Number(result.lastInsertRowid) };
    });
  }

  /** The first row; `undefined` where there is none. */
  get(...values: readonly SqlValue[]): unknown {
    return named((): unknown => this.#readyFor(values, false).get(...bound(values)));
  }

  all(...values: readonly SqlValue[]): unknown[] {
    return named((): unknown[] => this.#readyFor(values, false).all(...bound(values)));
  }

  #readyFor(values: readonly SqlValue[], bigInts: boolean): Engine.StatementSyncInstance {
    if (values.some(hasNul)) return this.#set(this.#withBytes(values), bigInts);
    if (this.#bigInts !== bigInts) this.#set(this.#statement, bigInts);
    this.#bigInts = bigInts;
    return this.#statement;
  }

  #set(statement: Engine.StatementSyncInstance, bigInts: boolean): Engine.StatementSyncInstance {
    statement.setReturnArrays(this.#returnArrays);
    statement.setReadBigInts(bigInts);
    return statement;
  }

  /** The engine ends a text at its first NUL. As bytes it goes whole, and SQLite makes the same text of it. */
  #withBytes(values: readonly SqlValue[]): Engine.StatementSyncInstance {
    let place = -1;
    const sql = this.#sql.replace(/'(?:[^']|'')*'|\?/g, (found) => {
      if (found !== '?') return found;
      place += 1;
      return hasNul(values[place]) ? 'CAST(? AS TEXT)' : found;
    });
    return this.#connection.prepare(sql);
  }
}

const hasNul = (value: SqlValue | undefined): value is string => typeof value === 'string' && value.includes('\0');
const bound = (values: readonly SqlValue[]): readonly SqlValue[] =>
  values.some(hasNul) ? values.map((value) => (hasNul(value) ? Buffer.from(value, 'utf8') : value)) : values;

/** Runs `job`; a failure of SQLite gets the name of its result code. */
function named<T>(job: () => T): T {
  try {
    return job();
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'errcode') : undefined;
    throw error instanceof Error && typeof code === 'number' ? Object.assign(error, { code: sqliteCodeName(code) }) : error;
  }
}
