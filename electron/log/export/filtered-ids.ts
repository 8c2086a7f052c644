/** Ids that a filter finds, without an index. */
import type { ExportOptions } from '../log-task.ts';
import type { IdPages } from './export-rows.ts';

export function filteredIds(_log: string, _options: ExportOptions): IdPages {
  return [];
}
