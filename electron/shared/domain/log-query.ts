/** Queries of the log, and their results. */
import * as v from 'valibot';
import type { EntryState } from './outcome.ts';
import type { EntrySummary } from './entry.ts';
import { LogFilterSchema } from './log-filter.ts';

/** By time of pressing; what was pressed later has the higher id, whatever the clock did. */
export const logOrders = ['newest', 'oldest'] as const;
export type LogOrder = (typeof logOrders)[number];

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A place between two rows: behind that entry. Entries whose customer key is exactly what was searched come before all others. */
export const CursorSchema = v.object({ exact: v.boolean(), id: whole });
export type Cursor = v.InferOutput<typeof CursorSchema>;

export const LogQuerySchema = v.object({
  filter: LogFilterSchema,
  order: v.picklist(logOrders),
  /** The first page, the page behind a cursor, or the page that begins at a row (0 is the first). */
  start: v.variant('at', [
    v.object({ at: v.literal('top') }),
    v.object({ at: v.literal('cursor'), cursor: CursorSchema }),
    v.object({ at: v.literal('row'), row: whole }),
  ]),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
});
export type LogQuery = v.InferOutput<typeof LogQuerySchema>;

export interface LogPage {
  entries: readonly EntrySummary[];
  /** For the page behind this one; `null` at the end. */
  next: Cursor | null;
  /** Entries that the index does not know yet, so that a filter may miss them: 0 but for a while after the first start with a large log. */
  waiting: number;
}

export const LogOverviewQuerySchema = v.object({ filter: LogFilterSchema, activity: v.boolean() });
export type LogOverviewQuery = v.InferOutput<typeof LogOverviewQuerySchema>;

export type OutcomeCounts = Readonly<Record<EntryState, number>>;

/** Sends pressed from `from` until before `to`, in milliseconds since 1970. */
export interface ActivityBar {
  from: number;
  to: number;
  counts: OutcomeCounts;
}

/** Bars without gaps, oldest first, cut where the computer's own hours, days, weeks and months begin; at most 150. */
export interface LogActivity {
  unit: 'hour' | 'day' | 'week' | 'month';
  bars: readonly ActivityBar[];
}

export interface LogOverview {
  total: number;
  counts: OutcomeCounts;
  /** `null` where it was not asked for or where nothing was found. */
  activity: LogActivity | null;
}

/** One value to filter by. `key` goes into the filter, `label` is for people; of several names of one thing the latest. */
export interface Choice {
  key: string;
  label: string;
}

/** Everything that occurs in the log, or did until it was removed, in alphabetical order. */
export interface LogChoices {
  accounts: readonly Choice[];
  presets: readonly Choice[];
  lists: readonly Choice[];
  templates: readonly Choice[];
}

/** What an account sent with lately; what is used most and was used last comes first. */
export interface UsedNames {
  lists: readonly string[];
  templates: readonly string[];
}

/** Sends to the same customer key (whatever its case) around an entry, nearest first, at most ten each way. */
export interface Neighbours {
  later: readonly EntrySummary[];
  earlier: readonly EntrySummary[];
}
