/** Ids of the entries that match a filter, from the index. */
import type { Database } from '../database/sqlite.ts';
import { LogIndex } from '../search/log-index.ts';
import type { ExportOptions } from '../../shared/domain/log-task.ts';
import type { Cursor } from '../../shared/domain/log-query.ts';
import { batchSize } from './export-rows.ts';
import type { LogSnapshot } from './log-snapshot.ts';

/** In pages, all as of the snapshot. Throws what SQLite throws. */
export function* filteredIds({ index, changed, late }: LogSnapshot, { filter, order }: ExportOptions): Generator<readonly number[]> {
  const lateMatches = [...placesIn(late, { filter, order })].flat();
  for (const page of placesIn(index, { filter, order })) {
    const known = page.filter(({ id }) => !changed.has(id));
    const last = page.at(-1);
    const between = last === undefined ? [] : takeUpTo(lateMatches, last, order);
    yield [...known, ...between].sort((one, other) => compare(one, other, order)).map(({ id }) => id);
  }
  yield lateMatches.map(({ id }) => id);
}

type EntryQuery = Pick<ExportOptions, 'filter' | 'order'>;

function* placesIn(index: Database, query: EntryQuery): Generator<Cursor[]> {
  const finder = new LogIndex(index);
  for (let cursor: Cursor | null = null; ;) {
    const places = finder.ids({ ...query, cursor, limit: batchSize });
    if (places.length === 0) return;
    cursor = places.at(-1) ?? null;
    yield places;
  }
}

/** Removes from `places`, and returns, those that come before `last`. */
function takeUpTo(places: Cursor[], last: Cursor, order: EntryQuery['order']): Cursor[] {
  const count = places.findIndex((place) => compare(place, last, order) > 0);
  return places.splice(0, count < 0 ? places.length : count);
}

/** The order of the index: exact matches of the key first, then by id. */
function compare(one: Cursor, other: Cursor, order: EntryQuery['order']): number {
  if (one.exact !== other.exact) return one.exact ? -1 : 1;
  return order === 'newest' ? other.id - one.id : one.id - other.id;
}
