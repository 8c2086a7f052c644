/** How long the log keeps what, by the settings. */
import * as v from 'valibot';
import { SettingsSchema } from './settings.ts';
import { hourMs, dayMs } from '../base/time-units.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Days and megabytes (of 1,048,576 bytes); 0 keeps everything. */
export const KeepRulesSchema = v.pick(SettingsSchema, ['keepEntriesDays', 'keepEntriesMegabytes', 'keepBodiesDays', 'keepBodiesMegabytes']);
export type KeepRules = v.InferOutput<typeof KeepRulesSchema>;

/** About what the next idle time would remove: whole entries, and bodies of entries that stay or go. */
export const ForecastSchema = v.object({ entries: count, bodies: count });
export type Forecast = v.InferOutput<typeof ForecastSchema>;

/** `null` sets no limit. */
export interface Limit {
  /** What was pressed before this moment goes; milliseconds since 1970. */
  before: number | null;
  /** The oldest go until the rest takes no more than that many bytes. */
  bytes: number | null;
}

export interface Limits {
  entries: Limit;
  bodies: Limit;
  /** Entries pressed at this moment or later stay whatever the limits say: the guard against sending twice looks among them. */
  guarded: number;
  /** This entry and all after it stay likewise, whatever the clock said when they were pressed; `null` for none. */
  guardedFrom: number | null;
  /** It can't be later than this by now: what was pressed after it was pressed while the clock was ahead. */
  latest: number;
}

const megabyte = 1024 * 1024;

/** What the rules alone say. `now` in milliseconds since 1970; `duplicateHours` as in the settings. */
export function limitsOf(rules: KeepRules, duplicateHours: number, now: number): Omit<Limits, 'guardedFrom' | 'latest'> {
  const limit = (days: number, megabytes: number): Limit => ({
    before: days === 0 ? null : now - days * dayMs,
    bytes: megabytes === 0 ? null : megabytes * megabyte,
  });
  const guarded = now - duplicateHours * hourMs;
  const entries = limit(rules.keepEntriesDays, rules.keepEntriesMegabytes);
  return {
    entries: { ...entries, before: entries.before === null ? null : Math.min(entries.before, guarded) },
    guarded,
    bodies: limit(rules.keepBodiesDays, rules.keepBodiesMegabytes),
  };
}

export const isUnlimited = ({ before, bytes }: Limit): boolean => before === null && bytes === null;
