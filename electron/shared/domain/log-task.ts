/** Long tasks on the log. Only one runs at a time; it reports its progress and can be stopped. */
import * as v from 'valibot';
import { LogFilterSchema } from './log-filter.ts';
import { logOrders } from './log-query.ts';

const exportFormats = ['csv', 'jsonl'] as const;

export const ExportSchema = v.object({
  filter: LogFilterSchema,
  order: v.picklist(logOrders),
  format: v.picklist(exportFormats),
  /** Whether a CSV file begins with a byte order mark, which Excel needs to read it as UTF-8. */
  bom: v.boolean(),
  /** Customer keys as they are, or as the first 32 hex digits of their SHA-256. */
  keys: v.picklist(['clear', 'hashed']),
  /** Whether a CSV file writes keys in a form that a spreadsheet doesn't turn into a number or a date. */
  keysAsText: v.optional(v.boolean()),
  /** Whether response bodies are exported. */
  bodies: v.boolean(),
});
export type ExportOptions = v.InferOutput<typeof ExportSchema>;

export interface TaskProgress {
  task: 'export' | 'backup' | 'clear';
  done: number;
  /** `null` if it is not known. */
  total: number | null;
}

/**
 * How a task ended. `file`: name of the written file, without its folder. `entries`: how many entries it contains, or how many were
 * removed.
 */
export type TaskEnd = { ended: 'done'; file: string; entries: number } | { ended: 'stopped' };

/** What a person has to type before the log is cleared. */
export const clearWord = 'clear log';
