/** Queries of the log, and their results. */
import * as v from 'valibot';
import type { EntryState } from './outcome.ts';
import type { EntrySummary } from './entry.ts';
import { LogFilterSchema } from './log-filter.ts';

/** By time of the press. A later press has a higher id, even when the clock is changed. */
export const logOrders = ['newest', 'oldest'] as const;
export type LogOrder = (typeof logOrders)[number];

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * A position in the result: just after the entry with this id. Entries whose customer key is exactly the searched text (`exact`) come
 * before all others.
 */
export const CursorSchema = v.object({ exact: v.boolean(), id: whole });
export type Cursor = v.InferOutput<typeof CursorSchema>;

export const LogQuerySchema = v.object({
  filter: LogFilterSchema,
  order: v.picklist(logOrders),
  /** The first page, the page after a cursor, or the page that begins at a row (0 is the first). */
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
  /** Cursor for the next page; `null` at the end. */
  next: Cursor | null;
  /** How many entries are not indexed yet, so that a filter may miss them. 0, except for a while after the first start with a large log. */
  waiting: number;
}

export const LogOverviewQuerySchema = v.object({ filter: LogFilterSchema, activity: v.boolean() });
export type LogOverviewQuery = v.InferOutput<typeof LogOverviewQuerySchema>;

export type OutcomeCounts = Readonly<Record<EntryState, number>>;

/** Sends pressed at `from` or later and before `to`, in milliseconds since 1970. */
export interface ActivityBar {
  from: number;
  to: number;
  counts: OutcomeCounts;
}

/** Bars without gaps, oldest first, at most 150. They begin where hours, days, weeks and months begin in the computer's time zone. */
export interface LogActivity {
  unit: 'hour' | 'day' | 'week' | 'month';
  bars: readonly ActivityBar[];
}

export interface LogOverview {
  total: number;
  counts: OutcomeCounts;
  /** `null` if it was not requested or nothing was found. */
  activity: LogActivity | null;
}

/**
 * One value to filter by. `key` goes into the filter, `label` is for people. If a thing has had several names, `label` is the latest one.
 */
export interface Choice {
  key: string;
  label: string;
}

/** Every value that occurs in the log, or did until its entries were removed, in alphabetical order. */
export interface LogChoices {
  accounts: readonly Choice[];
  presets: readonly Choice[];
  lists: readonly Choice[];
  templates: readonly Choice[];
}

/** The names that an account has used lately; those used most often and most recently come first. */
export interface UsedNames {
  lists: readonly string[];
  templates: readonly string[];
}

/** Sends before and after an entry to the same customer key (ignoring case), nearest first, at most ten in each direction. */
export interface Neighbours {
  later: readonly EntrySummary[];
  earlier: readonly EntrySummary[];
}
