/** Writes rows from a damaged log into a new one, and refuses invalid ones. */
import * as v from 'valibot';
import { hasCode } from '../../storage/disk-problem.ts';
import type { LogDatabase } from '../database/database.ts';
import { expectChanges } from '../database/statements.ts';
import type { SqlValue, Statement } from '../database/sqlite.ts';
import { DamagedRow, detailColumns, historyColumns, readDetailRow, readHistoryRow } from '../database/entry-row.ts';

export const tables = ['entry', 'settlement'] as const;
export type Table = (typeof tables)[number];

/** Values by column name. */
export type Row = Readonly<Record<string, SqlValue>>;

const ColumnsSchema = v.array(v.object({ name: v.string(), type: v.string() }));
export type TableColumn = v.InferOutput<typeof ColumnsSchema>[number];

export class SoundRows {
  readonly #database: LogDatabase;
  /** Each is prepared once: a large log has a million rows. */
  readonly #statements = new Map<string, Statement>();

  constructor(database: LogDatabase) {
    this.#database = database;
  }

  /** Returns whether the row was accepted: an invalid one would break every page that shows it. */
  add(table: Table, row: Row): boolean {
    const names = Object.keys(row);
    const places = names.map(() => '?').join(', ');
    try {
      this.#prepared(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`).run(...Object.values(row));
    } catch (error) {
      if (isRefusal(error)) return false;
      throw error;
    }
    if (this.#readable(table, row['id'] ?? null)) return true;
    expectChanges(this.#prepared(`DELETE FROM ${table} WHERE id = ?`).run(row['id'] ?? null), 1);
    return false;
  }

  /** Adds a fingerprint, unless its entry was not accepted. */
  addMark(mark: number, entryId: number): void {
    this.#prepared('INSERT OR IGNORE INTO message_mark (mark, entry_id) SELECT ?, id FROM entry WHERE id = ?').run(mark, entryId);
  }

  /** Makes sure that no id up to `highest` is given again. */
  raiseSequence(table: Table, highest: number): void {
    const { changes } = this.#prepared('UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?').run(highest, table);
    if (changes === 0) expectChanges(this.#prepared('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)').run(table, highest), 1);
  }

  columns(table: Table): TableColumn[] {
    return columnsOf(this.#database, table);
  }

  #readable(table: Table, id: SqlValue): boolean {
    try {
      if (table === 'entry') readDetailRow(this.#prepared(`SELECT ${detailColumns} FROM entry WHERE id = ?`).get(id), []);
      else readHistoryRow(this.#prepared(`SELECT ${historyColumns} FROM settlement WHERE id = ?`).get(id));
      return true;
    } catch (error) {
      if (error instanceof DamagedRow || hasCode(error, 'ERR_OUT_OF_RANGE')) return false;
      throw error;
    }
  }

  #prepared(sql: string): Statement {
    const known = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }
}

export const columnsOf = (database: LogDatabase, table: Table): TableColumn[] =>
  v.parse(ColumnsSchema, database.prepare(`PRAGMA table_info(${table})`).all());

/** A duplicate id or press, a history without its entry, or a text where a number belongs. */
const isRefusal = (error: unknown): boolean => ['SQLITE_CONSTRAINT', 'SQLITE_MISMATCH'].some((code) => hasCode(error, code));
