/** Mends a damaged log: what can be read goes into a new one, and the damaged file is kept under a dated name. */
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
    for (const end of besides) if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, join(folder, `${kept}${end}`));
    renameSync(file, join(folder, kept));
    finishMending(file);
    return { kept, carried: count };
  } finally {
    remove(copy);
  }
}

/** A new log that was whole when Keypost stopped is put in its place; without one this does nothing. */
export function finishMending(file: string): void {
  if (!existsSync(file) && existsSync(carriedFile(file))) renameSync(carriedFile(file), file);
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
  const columns = columnsOf(to, table);
  const insert = to.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
  let copied = 0;
  for (const read of readableRows(from, table, () => undefined)) {
    const row = withBuffers(read);
    try {
      check(row);
      insert.run(...columns.map((column) => row[column] ?? null));
      copied++;
    } catch {
      continue;
    }
  }
  return copied;
}

/** libsql gives a BLOB of several rows as an ArrayBuffer, and takes a Buffer. */
const withBuffers = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value instanceof ArrayBuffer ? Buffer.from(value) : value]));

function columnsOf(database: LogDatabase, table: string): string[] {
  const rows = database.prepare(`SELECT name FROM pragma_table_info('${table}')`).all();
  return rows.map((row) => (typeof row === 'object' && row !== null ? String(Reflect.get(row, 'name')) : ''));
}

/** An id that was given once is never given again, even when its entry was lost. */
function keepSequences(from: Database.Database, to: LogDatabase): void {
  try {
    for (const row of from.prepare('SELECT name, seq FROM sqlite_sequence').all()) {
      const { name, seq } = row as { name: unknown; seq: unknown };
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
