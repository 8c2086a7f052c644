/** Reads what can still be read of a table in a damaged database. Text comes as bytes: see entry-row.ts. */
import type Database from 'libsql';

type Row = Readonly<Record<string, unknown>>;

export interface Table {
  name: string;
  /** Its columns as they are to be read; `id` among them. */
  select: string;
}

/** Rows read at a time while nothing is broken. */
const usual = 200;
/** Ids beyond the last row that was read, at most, in which another readable one is looked for. */
const farthest = 2 ** 40;

/**
 * All readable rows of a table in the order of their ids. Around a broken place it looks for the next id that can be read: ids
 * may have gaps, so it doubles its steps and then narrows them down. `broken` is called for every such place.
 */
export function* readableRows(database: Database.Database, table: Table, broken: () => void): Generator<Row> {
  let after = 0;
  let limit = usual;
  for (;;) {
    const rows = rowsAfter(database, table, after, limit);
    if (rows !== null) {
      const last = rows.at(-1);
      if (last === undefined) return;
      yield* rows;
      after = Number(last['id']);
      limit = usual;
    } else if (limit > 1) limit = 1;
    else {
      broken();
      const next = nextReadable(database, table, after);
      if (next === null) return;
      after = next;
      limit = usual;
    }
  }
}

/** The smallest id behind which a row, or the end, can be read; `null` when there is none. */
function nextReadable(database: Database.Database, table: Table, after: number): number | null {
  let step = 1;
  while (rowsAfter(database, table, after + step, 1) === null) {
    step *= 2;
    if (step > farthest) return null;
  }
  let [bad, good] = [Math.floor(step / 2), step];
  while (good - bad > 1) {
    const middle = Math.floor((bad + good) / 2);
    if (rowsAfter(database, table, after + middle, 1) === null) bad = middle;
    else good = middle;
  }
  return after + good;
}

/** `null` when they can't be read. */
function rowsAfter(database: Database.Database, { name, select }: Table, after: number, limit: number): Row[] | null {
  try {
    const rows = database.prepare(`SELECT ${select} FROM ${name} WHERE id > ? ORDER BY id LIMIT ?`).all(after, limit);
    return rows.filter((row): row is Row => typeof row === 'object' && row !== null);
  } catch {
    return null;
  }
}
