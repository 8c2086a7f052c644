/** How long the log keeps entries and bodies, according to the settings. */
import * as v from 'valibot';
import { SettingsSchema } from './settings.ts';
import { hourMs, dayMs } from '../base/time-units.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Days, and megabytes of 1,048,576 bytes each; 0 sets no limit. */
export const KeepRulesSchema = v.pick(SettingsSchema, ['keepEntriesDays', 'keepEntriesMegabytes', 'keepBodiesDays', 'keepBodiesMegabytes']);
export type KeepRules = v.InferOutput<typeof KeepRulesSchema>;

/** An estimate of what the next run in idle time would remove: whole entries, and bodies, whether or not their entries are kept. */
export const ForecastSchema = v.object({ entries: count, bodies: count });
export type Forecast = v.InferOutput<typeof ForecastSchema>;

/** `null` sets no limit. */
export interface Limit {
  /** Everything pressed before this moment is removed; milliseconds since 1970. */
  before: number | null;
  /** The oldest are removed until the rest takes at most this many bytes. */
  bytes: number | null;
}

export interface Limits {
  entries: Limit;
  bodies: Limit;
  /**
   * Entries pressed at this moment or later are kept whatever the limits say, because the guard against sending twice needs them.
   * Milliseconds since 1970.
   */
  guarded: number;
  /** This entry and all later ones are kept as well, whatever the clock showed when they were pressed; `null` for none. */
  guardedFrom: number | null;
  /** The latest time that it can be now, in milliseconds since 1970. An entry with a later time was pressed while the clock was ahead. */
  latest: number;
}

const megabyte = 1024 * 1024;

/** The limits that follow from the rules alone. `now` in milliseconds since 1970; `duplicateHours` as in the settings. */
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
