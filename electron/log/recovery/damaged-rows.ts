/** Reads the rows of a damaged log: through SQLite, around what it can't read, and then from the pages themselves. */
import * as v from 'valibot';
import { commandIds, sendCommands } from '../../shared/domain/send-commands.ts';
import { boundedColumn, longest } from '../database/bounded-columns.ts';
import type { LogDatabase } from '../database/database.ts';
import type { FilePages } from './file-pages.ts';
import { rowsOnPage, type LeafRow } from './leaf-page.ts';
import { isDamage } from '../database/log-trouble.ts';
import { hasCode } from '../../shared/base/error-code.ts';
import { columnsOf, type Column, type Row, type Table } from './sound-rows.ts';

/** Ids that are read at once; around damage, ever fewer. */
const atOnce = 256;

/** Ids that are tried before a table's tree is given up. */
const probes = 256;

/** More entries than any log ever had: a number beyond is damage, and nobody waits until so many ids were tried. */
export const maxEntryId = 100_000_000;

/** From here on the columns of an entry may lie on pages of their own, behind a long answer. */
const firstFarColumn = 'answer_headers';

const partLost = 'This entry was carried over from a damaged log: its outcome is right, the rest of its answer is lost.';

const ValueSchema = v.nullable(v.union([v.string(), v.number(), v.instance(Uint8Array)]));
export const RowsSchema = v.array(v.record(v.string(), ValueSchema));
export const MarkSchema = v.object({ mark: v.pipe(v.number(), v.safeInteger()), entryId: v.pipe(v.number(), v.safeInteger()) });
type Mark = v.InferOutput<typeof MarkSchema>;

/** Called for what is found and what is not; `true` where the row was taken. */
export interface Found {
  row: (row: Row) => boolean;
  broken: (id: number) => void;
}

export class DamagedRows {
  readonly #database: LogDatabase;
  readonly #pages: FilePages;

  /** `pages`: of the same file, with nothing waiting beside it. */
  constructor(database: LogDatabase, pages: FilePages) {
    this.#database = database;
    this.#pages = pages;
  }

  /** See `highestIdIn`. */
  highestId(table: Table): number | null {
    return highestIdIn(this.#database, table);
  }

  /** It may have been made by an older schema; columns that it lacks get their defaults. */
  columns(table: Table): Column[] {
    return tryRead(() => columnsOf(this.#database, table)) ?? [];
  }

  /** What the guard against sending twice knows of entries by; none where the damage is in the way. */
  marks(): readonly Mark[] {
    // The table and its index hold the same: what is broken in one may be whole in the other.
    // With the plus, a limit of `entry_id` is no reason to read the index in the place of the table.
    const sound = `mark BETWEEN 0 AND ${Number.MAX_SAFE_INTEGER} AND +entry_id BETWEEN 0 AND ${Number.MAX_SAFE_INTEGER}`;
    const rows = ['', 'INDEXED BY message_mark_by_entry'].flatMap(
      (way) =>
        tryRead(() => this.#database.prepare(`SELECT mark, entry_id AS entryId FROM message_mark ${way} WHERE ${sound}`).all()) ?? [],
    );
    return rows.flatMap((row) => {
      const read = v.safeParse(MarkSchema, row);
      return read.success ? [read.output] : [];
    });
  }

  /** All ids up to `highest`, in their order. Returns whether the tree could be used at all. */
  inTree(table: Table, columns: readonly Column[], highest: number, found: Found): boolean {
    if (this.#hopeless(table, highest)) return false;
    const whole = { table, columns };
    const broken = (id: number): void => {
      const near = table === 'entry' ? this.#nearPart(columns, id) : null;
      if (near === null || !found.row(near)) found.broken(id);
    };
    for (let low = 1; low <= highest;) {
      const high = Math.min(low + atOnce - 1, highest);
      this.#range(whole, low, high, { row: found.row, refused: found.broken, broken });
      low = this.#following(table, high) ?? high + 1;
    }
    return true;
  }

  /**
   * Rows on every page that looks like one of the table's, its tree left aside. A page that is no longer in use may hold an
   * older state of a row, so the same id can come more than once.
   */
  *onPages(columns: readonly Column[], highest: number): Generator<Row> {
    const pages = this.#pages;
    for (let number = 1; number <= pages.count; number += 1) {
      const page = pages.page(number);
      if (page === null) continue;
      for (const row of rowsOnPage(page, columns.length, (next) => pages.page(next))) {
        if (row.id >= 1 && row.id <= highest) yield named(row, columns);
      }
    }
  }

  /** Whether not one of many ids, spread over the whole table, can even be looked for: spares trying all of them. */
  #hopeless(table: Table, highest: number): boolean {
    const step = Math.max(1, Math.floor(highest / probes));
    for (let id = 1; id <= highest; id += step) {
      if (tryRead(() => this.#between({ table, columns: [idColumn] }, id, id)) !== null) return false;
    }
    return highest > 0;
  }

  /** The first id after this one, for ids that were skipped can be very many; `null` where it can't be told. */
  #following(table: Table, id: number): number | null {
    const next = tryRead(() => numberOf(this.#database.prepare(`SELECT min(id) AS n FROM ${table} WHERE id > ?`).get(id)));
    return next === 0 ? Infinity : next;
  }

  /** Halves a range that can't be read, down to the single row. */
  #range(source: Source, low: number, high: number, found: Found & { refused: (id: number) => void }): void {
    const rows = tryRead(() => this.#between(source, low, high));
    if (rows !== null) {
      for (const row of rows) if (!found.row(row)) found.refused(Number(row['id']));
    } else if (low === high) found.broken(low);
    else {
      const middle = Math.floor((low + high) / 2);
      this.#range(source, low, middle, found);
      this.#range(source, middle + 1, high, found);
    }
  }

  /** Damage can put bytes where a text belongs; what is too long for an entry is left behind. */
  #between({ table, columns }: Source, low: number, high: number): Row[] {
    const select = columns.map(selectedColumn).join(', ');
    const rows = this.#database.prepare(`SELECT ${select} FROM ${table} WHERE id BETWEEN ? AND ? ORDER BY id`).all(low, high);
    return v.parse(RowsSchema, rows);
  }

  /** An entry whose answer can't be read still tells the duplicate guard what was sent and what came of it. */
  #nearPart(columns: readonly Column[], id: number): Row | null {
    const near = columns.slice(
      0,
      columns.findIndex(({ name }) => name === firstFarColumn),
    );
    const [row] = tryRead(() => this.#between({ table: 'entry', columns: near }, id, id)) ?? [];
    return row ? { ...row, ...commandIn(row), sentence: partLost } : null;
  }
}

/** The far part also says how the message was sent; its address says that as well. A log from before there were other commands has none. */
function commandIn({ url, customer_key: name }: Row): Row {
  const path = typeof url === 'string' ? url.replace(/^[a-z]+:\/\/[^/]+/, '') : '';
  const command = commandIds.find((id) => path.includes(`${sendCommands[id].root}/`));
  if (command === undefined || command === 'customerKey') return {};
  const { contact } = sendCommands[command];
  // A body that is lost does not say what its contact was named by.
  const byName = typeof name === 'string' && name.includes('@') ? 'email' : command === 'listContact' ? 'contactId' : 'customerKey';
  return { command, recipient: contact === 'email' ? 'email' : byName };
}

/** A column of a row that is carried over: too long a value is left behind, and damage can put bytes where a text belongs. */
export function selectedColumn({ name, type }: Column): string {
  if (type === 'TEXT') return boundedColumn(name, longest.inEntry, `CAST(${name} AS TEXT)`);
  return type === 'BLOB' ? boundedColumn(name) : name;
}

/** The highest id that was ever given; `null` when damage hides it. A table that is not there gave none. */
export function highestIdIn(database: LogDatabase, table: Table): number | null {
  const given = tryRead(() => numberOf(database.prepare('SELECT seq AS n FROM sqlite_sequence WHERE name = ?').get(table)));
  const there = tryRead(() => numberOf(database.prepare(`SELECT max(id) AS n FROM ${table}`).get()));
  const highest = given === null ? null : Math.max(given, there ?? 0);
  return highest !== null && highest <= maxEntryId ? highest : null;
}

interface Source {
  table: Table;
  columns: readonly Column[];
}

const idColumn: Column = { name: 'id', type: 'INTEGER' };

const named = ({ id, values }: LeafRow, columns: readonly Column[]): Row =>
  Object.fromEntries(columns.slice(0, values.length).map(({ name }, index) => [name, name === 'id' ? id : (values[index] ?? null)]));

function numberOf(row: unknown): number {
  const n: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'n') : undefined;
  return typeof n === 'number' && Number.isSafeInteger(n) ? n : 0;
}

/** A page of random bytes can also look like a row too large, or like a schema that is none. */
const looksLikeDamage = (error: unknown): boolean =>
  isDamage(error) || ['SQLITE_TOOBIG', 'SQLITE_NOMEM', 'SQLITE_ERROR'].some((code) => hasCode(error, code));

/** Whether an error says that a row, or what leads to it, is none that Keypost wrote. */
export const isUnreadableRow = (error: unknown): boolean => v.isValiError(error) || looksLikeDamage(error);

/** `null` where the damage is in the way. Throws anything else. */
function tryRead<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (looksLikeDamage(error)) return null;
    throw error;
  }
}
