/** Carries over what a damaged log still holds, into a new one. */
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
  /** Whether all are counted: not where the damage hides how many there were. */
  counted: boolean;
}

/** No entry takes fewer bytes of a file: its press, its request's address and headers alone are longer. */
const smallestEntry = 200;

export interface DamagedLog {
  database: LogDatabase;
  pages: FilePages;
  /** Size of the damaged file: the most that its ids can have reached. */
  bytes: number;
}

/**
 * Reads a damaged log around what can't be read, and writes it into `sound` under the same ids, in one transaction. Ids of lost entries are
 * not given again. Throws what `sound` does.
 */
export function salvage({ database, pages, bytes }: DamagedLog, sound: LogDatabase): Salvage {
  return inTransaction(sound, () => {
    const from = new DamagedRows(database, pages);
    const to = new SoundRows(sound);
    // Entries first: their history may only refer to entries that are there.
    const [entries = nothing] = tables.map((table) => carryTable(from, to, table, maxIds(bytes)));
    for (const { mark, entryId } of from.marks()) to.addMark(mark, entryId);
    fingerprintMissing(sound);
    return entries;
  });
}

/** When nothing at all could be read: the ids still go on. */
export function skipIds(sound: LogDatabase, bytes: number): Salvage {
  new SoundRows(sound).raiseSequence('entry', maxIds(bytes));
  return nothing;
}

const nothing: Salvage = { entries: 0, lost: 0, counted: false };

/** More ids than a file of so many bytes holds entries. */
export const maxIds = (bytes: number): number => Math.ceil(bytes / smallestEntry);

function carryTable(from: DamagedRows, to: SoundRows, table: Table, most: number): Salvage {
  const known = from.highestId(table);
  const highest = known ?? most;
  const all = to.columns(table);
  const there = from.columns(table);
  const shared = all.filter(({ name }) => there.some((one) => one.name === name));
  // The first page may be a new one, and then the version in it tells nothing.
  if (there.length > all.length) throw new Error('the log was written by a newer Keypost');
  const taken = new Set<number>();
  const broken = new Set<number>();
  const add = (row: Row): boolean => {
    const added = to.add(table, row);
    if (added) taken.add(Number(row['id']));
    return added;
  };
  const usable = shared.length > 0 && from.inTree(table, shared, highest, { row: add, broken: (id) => broken.add(id) });
  // A damaged tree can also leave rows out without a word.
  if (!usable || taken.size < highest) {
    for (const row of latest(from.onPages(there.length > 0 ? there : all, highest), taken).values()) {
      if (add(row)) broken.delete(Number(row['id']));
    }
  }
  to.raiseSequence(table, highest);
  const missing = highest - taken.size;
  const lost = usable ? broken.size : missing;
  // What is missing and not broken may have been lost at an earlier mending, or now.
  return { entries: taken.size, lost, counted: known !== null && lost === missing };
}

/** One row an id, only of those that were not taken: of two states of an entry, the one with an outcome is the later one. */
function latest(rows: Iterable<Row>, taken: ReadonlySet<number>): Map<number, Row> {
  const byId = new Map<number, Row>();
  for (const row of rows) {
    const id = Number(row['id']);
    if (taken.has(id)) continue;
    if (row['state'] === 'sending' && byId.has(id)) continue;
    byId.set(id, row);
  }
  return byId;
}
