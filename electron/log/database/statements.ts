/** Prepared statements, and a check of how many rows they changed. */
import type { Database, Statement, Changes } from './sqlite.ts';
import { textOf } from '../../shared/i18n/text.ts';

/** Those of a connection, cached: a send uses the same ones every time, and preparing one takes a tenth of a millisecond. */
export class Statements {
  readonly #database: Database;
  readonly #cache = new Map<string, Statement>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Throws what SQLite throws for SQL that it can't prepare. Use few different texts: bind values, never put them into `sql`. */
  prepare(sql: string): Statement {
    const cached = this.#cache.get(sql);
    if (cached) return cached;
    const statement = this.#database.prepare(sql);
    this.#cache.set(sql, statement);
    return statement;
  }
}

/**
 * A write changed another number of rows than expected, because of a foreign trigger or a fault: the log would not record what happened.
 * The message is a text for people.
 */
export class WrongCount extends Error {
  constructor(written: number, expected: number) {
    super(textOf({ code: 'log.otherCount', params: { written, expected } }));
  }
}

/** Throws `WrongCount` unless exactly `expected` rows were changed. Call it in the transaction that wrote. */
export function expectChanges<T extends Pick<Changes, 'changes'>>(written: T, expected: number): T {
  if (written.changes === expected) return written;
  throw new WrongCount(written.changes, expected);
}
