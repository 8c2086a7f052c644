/** Carries entries over from a log that is set aside into the new one that takes its place. */
import * as v from 'valibot';
import { highestIdIn, isUnreadableRow, MarkSchema, maxEntryId, RowsSchema, selectedColumn } from './damaged-rows.ts';
import { inTransaction, type LogDatabase } from '../database/database.ts';
import { numbers } from '../database/rows.ts';
import { fingerprintMissing } from '../database/entry-fingerprints.ts';
import type { RecentRange } from '../database/recent-entries.ts';
import { maxIds } from './salvage.ts';
import { columnsOf, SoundRows, tables, type TableColumn, type Row, type Table } from './sound-rows.ts';
import type { Statement } from '../database/sqlite.ts';

export interface CarriedEntries {
  entries: number;
  /** Whether all of them could be read. */
  complete: boolean;
}

/** Ids that are read at once. Rows are read one by one, because each may have many megabytes. */
const batchSize = 1000;
/** Columns without which entries can't be carried over. */
const requiredColumns = ['id', 'press_id', 'at', 'state'];

/**
 * Carries over recent entries and those without a known outcome, with the same ids and with their histories. No id that `kept` gave is
 * given again. `kept` is only read, table by table in the order of ids, so that nothing that somebody put into it runs or misleads.
 * `bytes`: the size of its file. Returns `null` where it has no entries that can be read. Throws what `to` throws, and errors of `kept`
 * that are not damage, such as a lock.
 */
export function carryEntries(kept: LogDatabase, to: LogDatabase, recent: RecentRange, bytes: number): CarriedEntries | null {
  return inTransaction(to, () => {
    const carrier = new EntryCarrier(kept, to);
    const carried = carrier.carry(recent);
    for (const table of tables) new SoundRows(to).raiseSequence(table, carrier.highestId(table) ?? maxIds(bytes));
    fingerprintMissing(to);
    return carried;
  });
}

class EntryCarrier {
  readonly #kept: LogDatabase;
  readonly #to: SoundRows;
  readonly #carried = new Set<number>();
  #complete = true;

  constructor(kept: LogDatabase, to: LogDatabase) {
    this.#kept = kept;
    this.#to = new SoundRows(to);
  }

  carry({ since, from }: RecentRange): CarriedEntries | null {
    const columns = this.#sharedColumns('entry');
    if (!requiredColumns.every((name) => columns.some((column) => column.name === name))) return null;
    const where = `+state IN ('sending', 'unknown') OR +at >= ? OR id >= CAST(? AS INTEGER)`;
    this.#carryRows('entry', columns, where, [since, from ?? Number.MAX_SAFE_INTEGER]);
    const history = this.#sharedColumns('settlement');
    if (history.length === 0) this.#complete = false;
    else this.#carryRows('settlement', history, '+entry_id IN (SELECT value FROM json_each(?))', [JSON.stringify([...this.#carried])]);
    this.#carryFingerprints();
    return { entries: this.#carried.size, complete: this.#complete };
  }

  /** The highest id that was ever given; `null` where that can't be read. */
  highestId(table: Table): number | null {
    return this.#isPlain(table) && this.#isPlain('sqlite_sequence') ? highestIdIn(this.#kept, table) : null;
  }

  /** The columns that both tables have; none unless it is a plain table, because a view or a virtual table could compute forever. */
  #sharedColumns(table: Table): TableColumn[] {
    if (!this.#isPlain(table)) return [];
    const there = this.#read(() => columnsOf(this.#kept, table)) ?? [];
    return this.#to.columns(table).filter(({ name }) => there.some((one) => one.name === name));
  }

  #isPlain(table: string): boolean {
    const plain = `SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ? AND rootpage > 0`;
    return this.#kept.prepare(plain).get(table) !== undefined;
  }

  #carryRows(table: Table, columns: readonly TableColumn[], where: string, values: readonly (string | number)[]): void {
    const ids = `SELECT id FROM ${table} NOT INDEXED WHERE id > ? AND id <= ${maxEntryId} AND (${where}) ORDER BY id LIMIT ${batchSize}`;
    const select = `SELECT ${columns.map(selectedColumn).join(', ')} FROM ${table} NOT INDEXED WHERE id = ?`;
    const row = this.#read(() => this.#kept.prepare(select));
    const next = (after: number): number[] => this.#read(() => numbers(this.#kept, ids, [after, ...values])) ?? [];
    for (let found = next(0); row !== null && found.length > 0; found = next(found.at(-1) ?? 0)) {
      for (const id of found) this.#carryRow(table, row, id);
    }
  }

  #carryRow(table: Table, statement: Statement, id: number): void {
    const row = this.#read((): Row | undefined => v.parse(RowsSchema, statement.all(id))[0]);
    if (row === null) return;
    if (row === undefined || !this.#to.add(table, row)) this.#complete = false;
    else if (table === 'entry') this.#carried.add(id);
  }

  /** Carries over fingerprints. Missing ones are made from the entries: see `fingerprintMissing`. */
  #carryFingerprints(): void {
    if (!this.#isPlain('message_mark')) return;
    const next = `SELECT mark, entry_id AS entryId FROM message_mark NOT INDEXED
      WHERE mark >= ? AND (mark > ? OR entry_id > ?) ORDER BY mark, entry_id LIMIT ${batchSize}`;
    for (let last = { mark: -1, entryId: 0 }, more = true; more;) {
      const { mark, entryId } = last;
      const rows = this.#read(() => v.parse(v.array(MarkSchema), this.#kept.prepare(next).all(mark, mark, entryId))) ?? [];
      for (const one of rows) if (this.#carried.has(one.entryId)) this.#to.addMark(one.mark, one.entryId);
      last = rows.at(-1) ?? last;
      more = rows.length === batchSize;
    }
  }

  /** Returns `null` where the log can't be read; throws other errors, such as a lock. */
  #read<T>(job: () => T): T | null {
    try {
      return job();
    } catch (error) {
      if (!isUnreadableRow(error)) throw error;
      this.#complete = false;
      return null;
    }
  }
}
