/** Long work on the log: one at a time, with progress, and to be stopped. */
import * as v from 'valibot';
import { LogFilterSchema } from './log-filter.ts';
import { logOrders } from './log-query.ts';

const exportFormats = ['csv', 'jsonl'] as const;

export const ExportSchema = v.object({
  filter: LogFilterSchema,
  order: v.picklist(logOrders),
  format: v.picklist(exportFormats),
  /** Begins a CSV file with a byte order mark, which Excel needs to read it as UTF-8. */
  bom: v.boolean(),
  /** Customer keys as they are, or as the first 32 hex digits of their SHA-256. */
  keys: v.picklist(['clear', 'hashed']),
  /** Whether a CSV file has the keys in a form that a spreadsheet makes no number and no date of. */
  keysAsText: v.optional(v.boolean()),
  /** Whether response bodies go along. */
  bodies: v.boolean(),
});
export type ExportOptions = v.InferOutput<typeof ExportSchema>;

export interface TaskProgress {
  task: 'export' | 'backup' | 'clear';
  done: number;
  /** `null` where it is not known. */
  total: number | null;
}

/** How a task ended: `file` is the name of what was written, without its folder; `entries` how many are in it, or were removed. */
export type TaskEnd = { ended: 'done'; file: string; entries: number } | { ended: 'stopped' };

/** What has to be typed before the log is cleared. */
export const clearWord = 'clear log';
