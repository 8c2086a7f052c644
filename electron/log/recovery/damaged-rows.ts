/** Reads the rows of a damaged log: through SQLite, skipping what it can't read, and then directly from the pages. */
import * as v from 'valibot';
import { commandIds, sendCommands } from '../../shared/domain/send-commands.ts';
import { boundedColumn, longest } from '../database/bounded-columns.ts';
import type { LogDatabase } from '../database/database.ts';
import type { FilePages } from './file-pages.ts';
import { rowsOnPage, type LeafRow } from './leaf-page.ts';
import { isDamage } from '../database/log-errors.ts';
import { hasCode } from '../../storage/disk-problem.ts';
import { columnsOf, type TableColumn, type Row, type Table } from './sound-rows.ts';

/** Ids that are read at once; near damage, fewer and fewer. */
const batchSize = 256;

/** Ids that are tried before a table's tree is considered unreadable. */
const probeCount = 256;

/** More entries than any log has. A larger id is damage, and trying so many ids would take too long. */
export const maxEntryId = 100_000_000;

/** From here on, columns of an entry may be on overflow pages, behind a long response. */
const firstOverflowColumn = 'answer_headers';

const partLostText = 'This entry was recovered from a damaged log: its outcome is right, but the rest of its response is lost.';

const ValueSchema = v.nullable(v.union([v.string(), v.number(), v.instance(Uint8Array)]));
export const RowsSchema = v.array(v.record(v.string(), ValueSchema));
export const MarkSchema = v.object({ mark: v.pipe(v.number(), v.safeInteger()), entryId: v.pipe(v.number(), v.safeInteger()) });
type Mark = v.InferOutput<typeof MarkSchema>;

/** `row` is called with each row that is found, and returns whether it was accepted; `broken` with the id of each that can't be read. */
export interface RowVisitor {
  row: (row: Row) => boolean;
  broken: (id: number) => void;
}

export class DamagedRows {
  readonly #database: LogDatabase;
  readonly #pages: FilePages;

  /** `pages`: of the same file, without a write-ahead log. */
  constructor(database: LogDatabase, pages: FilePages) {
    this.#database = database;
    this.#pages = pages;
  }

  /** See `highestIdIn`. */
  highestId(table: Table): number | null {
    return highestIdIn(this.#database, table);
  }

  /** The table may have an older schema; columns that it lacks get their defaults. */
  columns(table: Table): TableColumn[] {
    return tryRead(() => columnsOf(this.#database, table)) ?? [];
  }

  /** The fingerprints of entries; none where damage makes them unreadable. */
  marks(): readonly Mark[] {
    // The table and its index have the same content: what is broken in one may be intact in the other.
    // The plus keeps SQLite from using the index for the condition on `entry_id`.
    const isValid = `mark BETWEEN 0 AND ${Number.MAX_SAFE_INTEGER} AND +entry_id BETWEEN 0 AND ${Number.MAX_SAFE_INTEGER}`;
    const rows = ['', 'INDEXED BY message_mark_by_entry'].flatMap(
      (way) =>
        tryRead(() => this.#database.prepare(`SELECT mark, entry_id AS entryId FROM message_mark ${way} WHERE ${isValid}`).all()) ?? [],
    );
    return rows.flatMap((row) => {
      const read = v.safeParse(MarkSchema, row);
      return read.success ? [read.output] : [];
    });
  }

  /** Visits all ids up to `highest`, in order. Returns whether the tree could be used at all. */
  inTree(table: Table, columns: readonly TableColumn[], highest: number, visitor: RowVisitor): boolean {
    if (this.#isTreeUnreadable(table, highest)) return false;
    const whole = { table, columns };
    const broken = (id: number): void => {
      const near = table === 'entry' ? this.#firstColumns(columns, id) : null;
      if (near === null || !visitor.row(near)) visitor.broken(id);
    };
    for (let low = 1; low <= highest;) {
      const high = Math.min(low + batchSize - 1, highest);
      this.#visitRange(whole, low, high, { row: visitor.row, refused: visitor.broken, broken });
      low = this.#nextId(table, high) ?? high + 1;
    }
    return true;
  }

  /**
   * Rows on every page that looks like one of the table, without using its tree. A page that is no longer in use may have an older
   * version of a row, so the same id can occur more than once.
   */
  *onPages(columns: readonly TableColumn[], highest: number): Generator<Row> {
    const pages = this.#pages;
    for (let number = 1; number <= pages.count; number += 1) {
      const page = pages.page(number);
      if (page === null) continue;
      for (const row of rowsOnPage(page, columns.length, (next) => pages.page(next))) {
        if (row.id >= 1 && row.id <= highest) yield named(row, columns);
      }
    }
  }

  /** Whether looking up any of many ids, spread over the whole table, fails. Then there is no need to try all of them. */
  #isTreeUnreadable(table: Table, highest: number): boolean {
    const step = Math.max(1, Math.floor(highest / probeCount));
    for (let id = 1; id <= highest; id += step) {
      if (tryRead(() => this.#rowsBetween({ table, columns: [idColumn] }, id, id)) !== null) return false;
    }
    return highest > 0;
  }

  /** The first id after this one, because a gap of ids can be very large; `null` where it can't be read. */
  #nextId(table: Table, id: number): number | null {
    const next = tryRead(() => numberOf(this.#database.prepare(`SELECT min(id) AS n FROM ${table} WHERE id > ?`).get(id)));
    return next === 0 ? Infinity : next;
  }

  /** Halves a range that can't be read, down to single rows. */
  #visitRange(source: Source, low: number, high: number, visitor: RowVisitor & { refused: (id: number) => void }): void {
    const rows = tryRead(() => this.#rowsBetween(source, low, high));
    if (rows !== null) {
      for (const row of rows) if (!visitor.row(row)) visitor.refused(Number(row['id']));
    } else if (low === high) visitor.broken(low);
    else {
      const middle = Math.floor((low + high) / 2);
      this.#visitRange(source, low, middle, visitor);
      this.#visitRange(source, middle + 1, high, visitor);
    }
  }

  /** Damage can put bytes where a text belongs, so texts are cast; values that are too long are replaced. */
  #rowsBetween({ table, columns }: Source, low: number, high: number): Row[] {
    const select = columns.map(selectedColumn).join(', ');
    const rows = this.#database.prepare(`SELECT ${select} FROM ${table} WHERE id BETWEEN ? AND ? ORDER BY id`).all(low, high);
    return v.parse(RowsSchema, rows);
  }

  /** The first columns of an entry whose response can't be read. The duplicate guard needs what was sent and with what outcome. */
  #firstColumns(columns: readonly TableColumn[], id: number): Row | null {
    const near = columns.slice(
      0,
      columns.findIndex(({ name }) => name === firstOverflowColumn),
    );
    const [row] = tryRead(() => this.#rowsBetween({ table: 'entry', columns: near }, id, id)) ?? [];
    return row ? { ...row, ...commandIn(row), sentence: partLostText } : null;
  }
}

/** The command columns are on the overflow pages, too, but the URL also shows the command. A log from before other commands has none. */
function commandIn({ url, customer_key: name }: Row): Row {
  const path = typeof url === 'string' ? url.replace(/^[a-z]+:\/\/[^/]+/, '') : '';
  const command = commandIds.find((id) => path.includes(`${sendCommands[id].root}/`));
  if (command === undefined || command === 'customerKey') return {};
  const { contact } = sendCommands[command];
  // The body, which is lost, would say how the contact was named.
  const byName = typeof name === 'string' && name.includes('@') ? 'email' : command === 'listContact' ? 'contactId' : 'customerKey';
  return { command, recipient: contact === 'email' ? 'email' : byName };
}

/** Selects a column of a row that is carried over: too long values are replaced, and bytes in place of a text are cast. */
export function selectedColumn({ name, type }: TableColumn): string {
  if (type === 'TEXT') return boundedColumn(name, longest.inEntry, `CAST(${name} AS TEXT)`);
  return type === 'BLOB' ? boundedColumn(name) : name;
}

/** The highest id that was ever given; `null` where damage makes it unreadable. */
export function highestIdIn(database: LogDatabase, table: Table): number | null {
  const given = tryRead(() => numberOf(database.prepare('SELECT seq AS n FROM sqlite_sequence WHERE name = ?').get(table)));
  const there = tryRead(() => numberOf(database.prepare(`SELECT max(id) AS n FROM ${table}`).get()));
  const highest = given === null ? null : Math.max(given, there ?? 0);
  return highest !== null && highest <= maxEntryId ? highest : null;
}

interface Source {
  table: Table;
  columns: readonly TableColumn[];
}

const idColumn: TableColumn = { name: 'id', type: 'INTEGER' };

const named = ({ id, values }: LeafRow, columns: readonly TableColumn[]): Row =>
  Object.fromEntries(columns.slice(0, values.length).map(({ name }, index) => [name, name === 'id' ? id : (values[index] ?? null)]));

function numberOf(row: unknown): number {
  const n: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'n') : undefined;
  return typeof n === 'number' && Number.isSafeInteger(n) ? n : 0;
}

/** A page of random bytes can also look like a too large row or an invalid schema. */
const looksLikeDamage = (error: unknown): boolean =>
  isDamage(error) || ['SQLITE_TOOBIG', 'SQLITE_NOMEM', 'SQLITE_ERROR'].some((code) => hasCode(error, code));

/** Whether an error means that a row, or the tree that leads to it, is damaged. */
export const isUnreadableRow = (error: unknown): boolean => v.isValiError(error) || looksLikeDamage(error);

/** Returns `null` where damage makes a read fail. Throws other errors. */
function tryRead<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (looksLikeDamage(error)) return null;
    throw error;
  }
}
