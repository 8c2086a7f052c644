/** Reads entries for an export, many at a time, because row by row takes twice as long. */
import type { Database, Statement } from '../database/sqlite.ts';
import { boundedColumn } from '../database/bounded-columns.ts';
import { hasCode } from '../../storage/disk-problem.ts';
import { DamagedRow, historyColumns, readHistoryRow } from '../database/entry-row.ts';
import type { HistoryItem } from '../../shared/domain/entry.ts';
import type { ExportOptions } from '../../shared/domain/log-task.ts';
import { columnExpressions, columnIndexes, readCells } from './export-columns.ts';
import { exportBody, type ExportBody, type ExportEntry } from './export-entry.ts';

export const batchSize = 1000;

/**
 * The log as it is now; entries that are written while the export runs are not included. Every method throws what SQLite throws, and
 * `DamagedRow`.
 */
export class ExportRows {
  readonly #database: Database;
  readonly #between: Statement;
  readonly #among: Statement;
  readonly #history: Statement;
  readonly #bodies: Statement;

  /** `database`: in a read transaction, see log-snapshot.ts. */
  constructor(database: Database) {
    this.#database = database;
    const rows = `SELECT json_group_array(json_array(${columnExpressions})) AS rows FROM entry WHERE id`;
    this.#between = this.#database.prepare(`${rows} BETWEEN ? AND ?`);
    this.#among = this.#database.prepare(`${rows} ${isAmong}`);
    this.#history = this.#database.prepare(`SELECT entry_id, ${historyColumns} FROM settlement WHERE entry_id ${isAmong} ORDER BY id`);
    this.#bodies = this.#database.prepare(
      `SELECT ${boundedColumn('answer_body')}, answer_truncated, ${boundedColumn('request_body')} FROM entry WHERE id = ?`,
    );
    // The first read fixes the snapshot of the transaction.
    this.count();
  }

  count(): number {
    return numberOf(this.#database.prepare('SELECT count(*) AS n FROM entry').get(), 'n');
  }

  /** The ids of the whole log, in batches. */
  *allIds(order: ExportOptions['order']): Generator<readonly number[]> {
    const [beyond, direction, first] = order === 'newest' ? ['<', 'DESC', Number.MAX_SAFE_INTEGER] : ['>', 'ASC', 0];
    const page = this.#database.prepare(
      `SELECT json_group_array(id) AS ids FROM (SELECT id FROM entry WHERE id ${beyond} CAST(? AS INTEGER) ORDER BY id ${direction} LIMIT ${batchSize})`,
    );
    for (let last = first; ;) {
      const ids = idsIn(page.get(last));
      if (ids.length === 0) return;
      last = ids.at(-1) ?? last;
      yield ids;
    }
  }

  /** In the order of `ids`, without those that are no longer there. */
  *entries(ids: readonly number[], bodies: boolean): Generator<ExportEntry> {
    const rows = this.#rows(ids);
    const histories = this.#histories(ids);
    for (const id of ids) {
      const cells = rows.get(id);
      if (cells === undefined) continue;
      yield { cells, history: histories.get(id) ?? [], body: bodies ? this.#body(id) : null };
    }
  }

  /** Reads fewer rows at once where they are too long together for one JSON value. */
  #rows(ids: readonly number[]): Map<number, ExportEntry['cells']> {
    try {
      return this.#readRows(ids);
    } catch (error) {
      if (ids.length <= 1 || !hasCode(error, 'SQLITE_TOOBIG')) throw error;
      const half = Math.ceil(ids.length / 2);
      return new Map([...this.#rows(ids.slice(0, half)), ...this.#rows(ids.slice(half))]);
    }
  }

  /** Reads the rows as one JSON value. */
  #readRows(ids: readonly number[]): Map<number, ExportEntry['cells']> {
    const [low, high] = [Math.min(...ids), Math.max(...ids)];
    // A scan of ids without gaps is faster than looking up each.
    const row: unknown = high - low + 1 === ids.length ? this.#between.get(low, high) : this.#among.get(JSON.stringify(ids));
    const parsed = parseRows(Reflect.get(row ?? {}, 'rows'));
    const entries = parsed.map(readCells);
    return new Map(entries.map((cells) => [Number(cells[columnIndexes.id]), cells]));
  }

  #histories(ids: readonly number[]): Map<number, HistoryItem[]> {
    const found: unknown[] = this.#history.all(JSON.stringify(ids));
    const histories = new Map<number, HistoryItem[]>();
    for (const row of found) {
      const id = numberOf(row, 'entry_id');
      histories.set(id, [...(histories.get(id) ?? []), readHistoryRow(row)]);
    }
    return histories;
  }

  #body(id: number): ExportBody {
    const row: unknown = this.#bodies.get(id);
    const body: unknown = Reflect.get(row ?? {}, 'answer_body');
    const request: unknown = Reflect.get(row ?? {}, 'request_body');
    const bytes = body instanceof Uint8Array ? body : null;
    return exportBody(bytes, numberOf(row, 'answer_truncated') !== 0, typeof request === 'string' ? request : '');
  }
}

const isAmong = 'IN (SELECT value FROM json_each(?))';

function numberOf(row: unknown, column: string): number {
  const value: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, column) : undefined;
  if (typeof value !== 'number') throw new DamagedRow('a number of the log is damaged');
  return value;
}

function idsIn(row: unknown): number[] {
  const json: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'ids') : undefined;
  const ids: unknown = JSON.parse(typeof json === 'string' ? json : '[]');
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'number') : [];
}

function parseRows(json: unknown): unknown[] {
  if (typeof json !== 'string') throw new DamagedRow('rows of the log are damaged');
  const rows: unknown = JSON.parse(json);
  return Array.isArray(rows) ? rows : [];
}
