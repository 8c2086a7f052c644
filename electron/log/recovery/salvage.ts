/** Carries over everything readable from a damaged log into a new one. */
import { DamagedRows } from './damaged-rows.ts';
import { inTransaction, type LogDatabase } from '../database/database.ts';
import type { FilePages } from './file-pages.ts';
import { fingerprintMissing } from '../database/entry-fingerprints.ts';
import { SoundRows, tables, type Row, type Table } from './sound-rows.ts';

/** How much of a log was carried over. */
export interface Salvage {
  entries: number;
  /** Entries that are known to be lost. */
  lost: number;
  /** Whether `lost` is certain: not where damage makes the number of entries unreadable. */
  counted: boolean;
}

/** No entry takes fewer bytes of the file: the press id, the URL and the request headers alone are longer. */
const minEntryBytes = 200;

export interface DamagedLog {
  database: LogDatabase;
  pages: FilePages;
  /** The size of the damaged file, which limits how high its ids can be. */
  bytes: number;
}

/**
 * Reads a damaged log, skipping what can't be read, and writes it into `sound` with the same ids, in one transaction. Ids of lost entries
 * are not given again. Throws what `sound` throws.
 */
export function salvage({ database, pages, bytes }: DamagedLog, sound: LogDatabase): Salvage {
  return inTransaction(sound, () => {
    const from = new DamagedRows(database, pages);
    const to = new SoundRows(sound);
    // Entries first, because a history can only refer to entries that are there.
    const [entries = nothing] = tables.map((table) => carryTable(from, to, table, maxIds(bytes)));
    for (const { mark, entryId } of from.marks()) to.addMark(mark, entryId);
    fingerprintMissing(sound);
    return entries;
  });
}

/** For a log of which nothing could be read: skips the ids that it may have given. */
export function skipIds(sound: LogDatabase, bytes: number): Salvage {
  new SoundRows(sound).raiseSequence('entry', maxIds(bytes));
  return nothing;
}

const nothing: Salvage = { entries: 0, lost: 0, counted: false };

/** More ids than entries fit into a file of this size. */
export const maxIds = (bytes: number): number => Math.ceil(bytes / minEntryBytes);

function carryTable(from: DamagedRows, to: SoundRows, table: Table, most: number): Salvage {
  const known = from.highestId(table);
  const highest = known ?? most;
  const all = to.columns(table);
  const there = from.columns(table);
  const shared = all.filter(({ name }) => there.some((one) => one.name === name));
  // The first page may have been replaced, so its version isn't reliable.
  if (there.length > all.length) throw new Error('the log was written by a newer Keypost');
  const accepted = new Set<number>();
  const broken = new Set<number>();
  const add = (row: Row): boolean => {
    const added = to.add(table, row);
    if (added) accepted.add(Number(row['id']));
    return added;
  };
  const usable = shared.length > 0 && from.inTree(table, shared, highest, { row: add, broken: (id) => broken.add(id) });
  // A damaged tree can also omit rows without an error.
  if (!usable || accepted.size < highest) {
    for (const row of latestRows(from.onPages(there.length > 0 ? there : all, highest), accepted).values()) {
      if (add(row)) broken.delete(Number(row['id']));
    }
  }
  to.raiseSequence(table, highest);
  const missing = highest - accepted.size;
  const lost = usable ? broken.size : missing;
  // Ids that are missing but not broken may have been lost in an earlier repair, or now.
  return { entries: accepted.size, lost, counted: known !== null && lost === missing };
}

/** One row per id, without those already accepted. Of two versions of an entry, the one with an outcome is the later one. */
function latestRows(rows: Iterable<Row>, accepted: ReadonlySet<number>): Map<number, Row> {
  const byId = new Map<number, Row>();
  for (const row of rows) {
    const id = Number(row['id']);
    if (accepted.has(id)) continue;
    if (row['state'] === 'sending' && byId.has(id)) continue;
    byId.set(id, row);
  }
  return byId;
}
