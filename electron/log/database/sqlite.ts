/**
 * The only module that uses the SQLite engine directly. The engine has the interface of Node's `node:sqlite`, so that one can replace it.
 * It is loaded at its first use, so that the window doesn't wait for it; with `require`, because `import()` can't read a packaged app's
 * archive before Electron 28.
 */
import { createRequire } from 'node:module';
import type * as Engine from '@photostructure/sqlite';
import { assertOwnDatabase, entryAt } from '../../storage/own-file.ts';
import { sqliteCodeName } from './sqlite-code.ts';

const load = createRequire(import.meta.url);

export type SqlValue = string | number | bigint | Uint8Array | null;

/** What a statement changed. Row ids that JavaScript can't represent, as FTS5 has them internally, are only approximate. */
export interface Changes {
  changes: number;
  lastInsertRowid: number;
}

export interface OpenOptions {
  /** The connection can't write, and never checkpoints the write-ahead log, not even when it is the last one to close. */
  readOnly?: boolean;
}

const memory = ':memory:';
/**
 * Most bytes of a value, and of a row that is written: an untrusted file must not take all memory. Beyond it SQLite throws
 * `SQLITE_TOOBIG`.
 */
const maxValueBytes = 128 * 1024 * 1024;

/**
 * Opens a database file, or `:memory:`. SQLite would follow links, also in place of the files that it keeps beside a database, and wait
 * for a pipe; this throws `ForeignFileError` instead. Also throws what SQLite throws, and what `require` throws where the native module
 * is missing.
 */
export function openSqlite(file: string, options: OpenOptions = {}): Database {
  if (file !== memory) assertOwnDatabase(file);
  return new Database(file, options);
}

/**
 * A connection. Every method throws what SQLite throws: an Error whose `code` is the name of SQLite's extended result code, such as
 * `SQLITE_BUSY_SNAPSHOT`, and whose `errcode` is its number. Integers that JavaScript can't represent throw a RangeError with the code
 * `ERR_OUT_OF_RANGE`.
 */
export class Database {
  readonly #connection: Engine.DatabaseSyncInstance;

  constructor(file: string, { readOnly = false }: OpenOptions) {
    const { DatabaseSync } = load('@photostructure/sqlite') as typeof Engine;
    this.#connection = withCodeName(() => new DatabaseSync(file, { readOnly, limits: { length: maxValueBytes } }));
  }

  get isOpen(): boolean {
    return this.#connection.isOpen;
  }

  get isTransaction(): boolean {
    return this.#connection.isTransaction;
  }

  /** Runs one or more statements and returns no rows. */
  exec(sql: string): void {
    withCodeName(() => {
      this.#connection.exec(sql);
    });
  }

  prepare(sql: string): Statement {
    return new Statement(this.#connection, sql);
  }

  /** Finalizes all of its statements and closes the file at once. Does nothing if it is already closed. */
  close(): void {
    if (!this.#connection.isOpen) return;
    withCodeName(() => {
      this.#connection.close();
    });
  }
}

/** A prepared statement. It can't be used after its connection is closed. */
export class Statement {
  readonly #connection: Engine.DatabaseSyncInstance;
  readonly #sql: string;
  readonly #statement: Engine.StatementSyncInstance;
  #returnArrays = false;
  #bigInts = false;

  constructor(connection: Engine.DatabaseSyncInstance, sql: string) {
    this.#connection = connection;
    this.#sql = sql;
    this.#statement = withCodeName(() => connection.prepare(sql));
  }

  /** From now on, rows are arrays of columns instead of objects. */
  asArrays(): this {
    this.#returnArrays = true;
    this.#statement.setReturnArrays(true);
    return this;
  }

  run(...values: readonly SqlValue[]): Changes {
    return withCodeName(() => {
      // As a plain number, a row id of FTS5 would be refused after the statement has run.
      const result: Record<'changes' | 'lastInsertRowid', number | bigint> = this.#prepared(values, true).run(...boundValues(values));
      return { changes: Number(result.changes), lastInsertRowid: Number(result.lastInsertRowid) };
    });
  }

  /** The first row; `undefined` where there is none. */
  get(...values: readonly SqlValue[]): unknown {
    return withCodeName((): unknown => this.#prepared(values, false).get(...boundValues(values)));
  }

  all(...values: readonly SqlValue[]): unknown[] {
    return withCodeName((): unknown[] => this.#prepared(values, false).all(...boundValues(values)));
  }

  #prepared(values: readonly SqlValue[], bigInts: boolean): Engine.StatementSyncInstance {
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

  /** The engine cuts a text at its first NUL. So it is bound as bytes, and SQLite casts them to the same text. */
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
const boundValues = (values: readonly SqlValue[]): readonly SqlValue[] =>
  values.some(hasNul) ? values.map((value) => (hasNul(value) ? Buffer.from(value, 'utf8') : value)) : values;

/** Runs `job`; an error of SQLite gets the name of its result code as its `code`. */
function withCodeName<T>(job: () => T): T {
  try {
    return job();
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'errcode') : undefined;
    throw error instanceof Error && typeof code === 'number' ? Object.assign(error, { code: sqliteCodeName(code) }) : error;
  }
}

/**
 * A read-only connection. It never checkpoints the write-ahead log; only the writer does. Throws what SQLite throws, and an Error with the
 * code `ENOENT` where there is no such file.
 */
export function readingConnection(file: string): Database {
  if (entryAt(file) === null) throw Object.assign(new Error('its file is not there'), { code: 'ENOENT' });
  const database = openSqlite(file, { readOnly: true });
  try {
    database.exec('PRAGMA busy_timeout = 2000');
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}
