/**
 * Removes entries and bodies from the log, a few at a time, and reclaims free pages. Sends that are under way or unknown are never
 * touched.
 */
import { expectChanges } from '../database/statements.ts';
import { inTransaction, type LogDatabase } from '../database/database.ts';

/** A condition for entries with a known outcome: the others are still needed. */
export const isDecidedSql = `state NOT IN ('sending', 'unknown')`;
const among = 'IN (SELECT value FROM json_each(?))';

export interface LogSize {
  /** Bytes that entries and their indexes take. */
  used: number;
  /** Bytes of the file that are unused. */
  free: number;
}

/**
 * Removes those of these entries that have a known outcome, with their history. Returns how many there were. Call it in a transaction, like
 * `removeBodies`.
 */
export function removeEntries(database: LogDatabase, ids: readonly number[]): number {
  const json = JSON.stringify(ids);
  const removed = (where: string): number => {
    const expected = numberIn(database.prepare(`SELECT count(*) AS n FROM ${where}`).get(json), 'n');
    return expectChanges(database.prepare(`DELETE FROM ${where}`).run(json), expected).changes;
  };
  removed(`settlement WHERE entry_id IN (SELECT id FROM entry WHERE id ${among} AND ${isDecidedSql})`);
  return removed(`entry WHERE id ${among} AND ${isDecidedSql}`);
}

/** Up to `limit` ids of entries with a known outcome, above `after` and up to `upTo`, oldest first. */
export function decidedIds(database: LogDatabase, after: number, upTo: number, limit: number): number[] {
  const page = `SELECT id FROM entry WHERE id > CAST(? AS INTEGER) AND id <= CAST(? AS INTEGER) AND ${isDecidedSql} ORDER BY id LIMIT ?`;
  const rows: unknown[] = database.prepare(page).all(after, upTo, limit);
  return rows.map((row) => numberIn(row, 'id'));
}

/** Removes bodies and stored contacts of those of these entries that have a known outcome. Returns how many there were. */
export function removeBodies(database: LogDatabase, ids: readonly number[], at: number): number {
  const where = `id ${among} AND (answer_body IS NOT NULL OR request_body IS NOT NULL OR contact <> '') AND ${isDecidedSql}`;
  const update = `UPDATE entry SET answer_body = NULL, request_body = NULL, contact = '', body_removed_at = ? WHERE ${where}`;
  const json = JSON.stringify(ids);
  const expected = numberIn(database.prepare(`SELECT count(*) AS n FROM entry WHERE ${where}`).get(json), 'n');
  return expectChanges(database.prepare(update).run(at, json), expected).changes;
}

/** The highest id in the log; 0 in an empty log. */
export function newestId(database: LogDatabase): number {
  return numberIn(database.prepare('SELECT coalesce(max(id), 0) AS id FROM entry').get(), 'id');
}

export function logSize(database: LogDatabase): LogSize {
  const [page, pages, free] = ['page_size', 'page_count', 'freelist_count'].map((pragma) => pragmaOf(database, pragma));
  const bytes = (count = 0): number => count * (page ?? 0);
  return { used: bytes((pages ?? 0) - (free ?? 0)), free: bytes(free) };
}

/**
 * Returns up to `pages` free pages to the system; the file shrinks with the next checkpoint. Returns whether there are more. A log without
 * incremental vacuum keeps its free pages and reuses them.
 */
export function reclaimPages(database: LogDatabase, pages: number): boolean {
  const before = pragmaOf(database, 'freelist_count');
  if (before === 0) return false;
  inTransaction(database, () => database.exec(`PRAGMA incremental_vacuum(${pages})`));
  const after = pragmaOf(database, 'freelist_count');
  return after > 0 && after < before;
}

const pragmaOf = (database: LogDatabase, pragma: string): number => numberIn(database.prepare(`PRAGMA ${pragma}`).get(), pragma);

function numberIn(row: unknown, column: string): number {
  return typeof row === 'object' && row !== null ? Number(Reflect.get(row, column)) : 0;
}
