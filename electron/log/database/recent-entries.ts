/** Which entries count as sent recently, for the guard against sending twice. */
import { numberSettings } from '../../shared/domain/settings.ts';
import { hourMs } from '../../shared/base/time-units.ts';

export interface RecentEntries {
  /** Pressed at this time or later, in milliseconds since 1970. */
  since: number;
  /** Or with at least this id, whenever they were pressed; `null` where ids don't count. */
  from: number | null;
}

/** The part of the ledger that knows how long ago something was, whatever the computer's clock says. */
export interface SteadyTime {
  now(): { steady: number };
  /** The id of the first entry that counts as younger than `ms`; all after it do, too. `null` where none does. */
  recentFrom(ms: number): number | null;
}

/** Milliseconds that the guard looks back at most, whatever the setting. */
export const longestDuplicateMs = numberSettings.duplicateHours.max * hourMs;

/** Entries pressed within `windowMs` before `now`, and those that aren't certainly older, whatever the computer's clock says. */
export const recentEntries = (ledger: SteadyTime | undefined, now: number, windowMs: number): RecentEntries => ({
  since: Math.min(now, ledger?.now().steady ?? now) - windowMs,
  from: ledger?.recentFrom(windowMs) ?? null,
});
