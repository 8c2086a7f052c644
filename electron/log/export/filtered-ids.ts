/** Ids that a filter finds, from the index. */
import { ownConnection } from './own-connection.ts';
import { LogIndex } from '../index/log-index.ts';
import type { ExportOptions } from '../log-task.ts';
import type { Cursor } from '../log-query.ts';
import { rowsAtOnce } from './export-rows.ts';

/** In pages, all of one moment. `index` is the index's file, which has to know the whole log by now. Throws what SQLite throws. */
export function* filteredIds(index: string, { filter, order }: ExportOptions): Generator<readonly number[]> {
  const database = ownConnection(index);
  try {
    const finder = new LogIndex(database);
    for (let cursor: Cursor | null = null; ;) {
      const places = finder.ids({ filter, order, cursor, limit: rowsAtOnce });
      if (places.length === 0) return;
      cursor = places.at(-1) ?? null;
      yield places.map(({ id }) => id);
    }
  } finally {
    database.close();
  }
}
