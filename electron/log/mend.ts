/** Mends a damaged log: what can be read goes into a new one, and the damaged file is kept under a dated name. */
import * as v from 'valibot';
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'libsql';
import { asideName } from '../settings/set-aside.ts';
import { openDatabase, type LogDatabase } from './database.ts';
import { readDetailRow, readHistoryRow } from './entry-row.ts';
import { readableRows } from './readable-rows.ts';

export interface Mended {
  /** Name of the file that the damaged log was kept as. */
  kept: string;
  /** Entries that the new log has. */
  carried: number;
}

/** What SQLite keeps beside a database. */
const besides = ['-wal', '-shm'] as const;

/**
 * The damaged file is read from a copy and moved only when the new one is whole, so that a crash in between loses nothing:
 * see `finishMending`. Throws what the file system says; everything is as it was then.
 */
export function mendLog(file: string, now: Date): Mended {
  const copy = `${file}.mending`;
  const carried = carriedFile(file);
  for (const leftover of [copy, carried]) remove(leftover);
  try {
    copyFileSync(file, copy);
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
    const count = carryOver(copy, carried);
    const folder = dirname(file);
    const kept = asideName(folder, basename(file, '.sqlite'), 'sqlite', now);
    renameSync(file, join(folder, kept));
    setBesidesAside(file, join(folder, kept));
    finishMending(file);
    return { kept, carried: count };
  } finally {
    remove(copy);
  }
}

/** A new log that was whole when Keypost stopped is put in its place; without one this does nothing. */
export function finishMending(file: string): void {
  if (existsSync(file) || !existsSync(carriedFile(file))) return;
  // What SQLite would take for the new log's own, and write into it.
  setBesidesAside(file, `${file}.left`);
  renameSync(carriedFile(file), file);
}

function setBesidesAside(file: string, kept: string): void {
  for (const end of besides) if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${kept}${end}`);
}

const carriedFile = (file: string): string => `${file}.carried`;

function remove(file: string): void {
  for (const end of ['', ...besides]) rmSync(`${file}${end}`, { force: true });
}

/** Returns how many entries there are in the new file. */
function carryOver(damaged: string, carried: string): number {
  const from = new Database(damaged);
  readAsFarAsItGoes(from);
  const to = openDatabase(carried);
  try {
    const count = to.transaction(() => {
      const entries = copyRows(from, to, 'entry', (row) => readDetailRow(row, []));
      copyRows(from, to, 'settlement', (row) => {
        if (!to.prepare('SELECT 1 FROM entry WHERE id = ?').get(row['entry_id'])) throw new Error('its entry was lost');
        readHistoryRow(row);
      });
      keepSequences(from, to);
      return entries;
    })();
    // Without a file beside it, so that it can be renamed as a whole.
    to.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    to.exec('PRAGMA journal_mode = DELETE');
    return count;
  } finally {
    from.close();
    to.close();
  }
}

/** SQLite refuses the whole of a file that is shorter than it should be, unless its schema may be written. This is a copy. */
function readAsFarAsItGoes(database: Database.Database): void {
  try {
    database.exec('PRAGMA writable_schema = ON');
  } catch {
    // Then nothing of it can be read at all, as reading will show.
  }
}

type Row = Readonly<Record<string, unknown>>;

/** Rows that are not what Keypost wrote are lost like those that can't be read. */
function copyRows(from: Database.Database, to: LogDatabase, table: string, check: (row: Row) => void): number {
  const there = namesIn(from, table);
  const columns = columnsOf(to, table).filter(({ name }) => there === null || there.has(name));
  const names = columns.map(({ name }) => name);
  const insert = to.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`);
  const select = columns.map(({ name, type }) => (type === 'TEXT' ? `CAST(${name} AS BLOB) AS ${name}` : name)).join(', ');
  let copied = 0;
  for (const read of readableRows(from, { name: table, select }, () => undefined)) {
    const row = Object.fromEntries(columns.map(({ name, type }) => [name, valueOf(read[name], type)]));
    try {
      check(row);
      insert.run(...names.map((name) => row[name]));
      copied++;
    } catch {
      continue;
    }
  }
  return copied;
}

/** libsql gives bytes of several rows as an ArrayBuffer, and takes a Buffer. */
function valueOf(value: unknown, type: string): unknown {
  const bytes = value instanceof ArrayBuffer ? Buffer.from(value) : value instanceof Uint8Array ? Buffer.from(value) : null;
  if (bytes === null) return value ?? null;
  return type === 'TEXT' ? new TextDecoder().decode(bytes) : bytes;
}

/** An older log lacks some; `null` when even that can't be read. */
function namesIn(database: Database.Database, table: string): ReadonlySet<string> | null {
  try {
    const names = columnsOf(database, table).map(({ name }) => name);
    return names.length === 0 ? null : new Set(names);
  } catch {
    return null;
  }
}

const SequenceSchema = v.object({ name: v.string(), seq: v.pipe(v.number(), v.safeInteger()) });
const ColumnSchema = v.object({ name: v.string(), type: v.string() });
const columnsOf = (database: Database.Database, table: string): v.InferOutput<typeof ColumnSchema>[] =>
  v.parse(v.array(ColumnSchema), database.prepare(`SELECT name, type FROM pragma_table_info('${table}')`).all());

/** An id that was given once is never given again, even when its entry was lost. */
function keepSequences(from: Database.Database, to: LogDatabase): void {
  try {
    for (const row of from.prepare(`SELECT name, seq FROM sqlite_sequence WHERE name IN ('entry', 'settlement')`).all()) {
      const { name, seq } = v.parse(SequenceSchema, row);
      to.prepare('UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?').run(seq, name);
      to.prepare('INSERT INTO sqlite_sequence (name, seq) SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?)').run(
        name,
        seq,
        name,
      );
    }
  } catch {
    // It can't be read either: then the entries that were carried over say where ids go on.
  }
}
