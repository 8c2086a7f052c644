/**
 * Checks that a database of Keypost has exactly the schema that its version had when it was released. A foreign trigger could discard
 * writes, so that a message would be sent without an entry in the log.
 */
import * as v from 'valibot';
import type { SchemaFault } from '../../shared/i18n/log-text.ts';
import { textOf } from '../../shared/i18n/text.ts';
import { migrations } from './migrations.ts';
import { openSqlite, type Database } from './sqlite.ts';

/** A database has a schema that no version of Keypost made. Nothing in it was changed. */
export class ForeignSchemaError extends Error {
  constructor(readonly fault: SchemaFault) {
    super(textOf({ code: 'log.foreignSchema', params: fault }));
  }
}

const ObjectSchema = v.object({ type: v.string(), name: v.string(), tbl_name: v.string(), sql: v.nullable(v.string()) });
type SchemaObject = v.InferOutput<typeof ObjectSchema>;

/** SQLite's own statistics tables, which ANALYZE adds. */
const isStatistics = ({ type, name, sql }: SchemaObject): boolean =>
  type === 'table' && /^sqlite_stat[134]$/.test(name) && (sql ?? '').startsWith(`CREATE TABLE ${name}(`);

/** `steps`: the migrations that made it, by default the log's. Throws `ForeignSchemaError`, and what SQLite throws. Only reads. */
export function assertReleasedSchema(database: Database, steps = migrations): void {
  const version = pragma(database, 'user_version');
  const application = pragma(database, 'application_id');
  if (application !== 0) throw new ForeignSchemaError({ is: 'foreign', type: 'application_id', name: String(application) });
  if (version < 0) throw new ForeignSchemaError({ is: 'foreign', type: 'user_version', name: String(version) });
  const fault = withReleased(steps.slice(0, version), (released) => schemaFault(database, released));
  if (fault !== null) throw new ForeignSchemaError(fault);
}

/** Checks the schema again whenever it has changed. */
export class SchemaGuard {
  #seen: number | null = null;

  constructor(
    private readonly database: Database,
    private readonly assert: (database: Database) => void = assertReleasedSchema,
  ) {}

  /** Throws as `assert`. Call it in the transaction that writes. */
  check(): void {
    const now = pragma(this.database, 'schema_version');
    if (now === this.#seen) return;
    this.assert(this.database);
    this.#seen = now;
  }
}

/** Whether this table is as these steps make it, whatever else the database has. Throws what SQLite throws. */
export const isReleasedTable = (database: Database, steps: readonly string[], table: string): boolean =>
  withReleased(steps, (released) => {
    const [found, own] = [database, released].map((one) => objectsOf(one).filter(({ type, name }) => type === 'table' && name === table));
    return found?.length === 1 && own?.length === 1 && normalizedSql(found[0]?.sql ?? null) === normalizedSql(own[0]?.sql ?? null);
  });

function withReleased<T>(steps: readonly string[], job: (released: Database) => T): T {
  const released = openSqlite(':memory:');
  try {
    for (const step of steps) released.exec(step);
    return job(released);
  } finally {
    released.close();
  }
}

/** The first difference from the schema of `released`; `null` where there is none. Throws what SQLite throws. */
export function schemaFault(database: Database, released: Database): SchemaFault | null {
  const expected = new Map(objectsOf(released).map((one) => [keyOf(one), one]));
  for (const found of objectsOf(database)) {
    const { type, name } = found;
    const own = expected.get(keyOf(found));
    // A second object of the same name is foreign as well.
    expected.delete(keyOf(found));
    if (own === undefined) {
      if (isStatistics(found)) continue;
      return { is: 'foreign', type, name };
    }
    if (own.tbl_name === found.tbl_name && normalizedSql(own.sql) === normalizedSql(found.sql)) continue;
    return (type === 'table' ? columnFault(database, released, name) : null) ?? { is: 'changed', type, name };
  }
  const [missing] = expected.values();
  return missing === undefined ? null : { is: 'missing', type: missing.type, name: missing.name };
}

function columnFault(database: Database, released: Database, table: string): SchemaFault | null {
  const [found, own] = [columnsOf(database, table), columnsOf(released, table)];
  const foreign = found.find((column) => !own.includes(column));
  if (foreign !== undefined) return { is: 'foreign', type: 'column', name: `${table}.${foreign}` };
  const missing = own.find((column) => !found.includes(column));
  return missing === undefined ? null : { is: 'missing', type: 'column', name: `${table}.${missing}` };
}

const keyOf = ({ type, name }: SchemaObject): string => `${type} ${name}`;
const normalizedSql = (sql: string | null): string => (sql ?? '').replace(/\s+/g, ' ').trim();

const objectsOf = (database: Database): SchemaObject[] =>
  v.parse(v.array(ObjectSchema), database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema').all());

/** Including generated and hidden columns. */
const columnsOf = (database: Database, table: string): string[] =>
  v
    .parse(v.array(v.object({ name: v.string() })), database.prepare('SELECT name FROM pragma_table_xinfo(?)').all(table))
    .map(({ name }) => name);

function pragma(database: Database, name: string): number {
  const row: unknown = database.prepare(`PRAGMA ${name}`).get();
  return typeof row === 'object' && row !== null ? Number(Reflect.get(row, name)) : 0;
}
