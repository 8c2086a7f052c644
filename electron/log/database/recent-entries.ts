/** Which entries count as sent within some time, for the guard against sending twice. */
import { numberSettings } from '../../shared/domain/settings.ts';
import { hourMs } from '../../shared/base/time-units.ts';

export interface RecentEntries {
  /** Pressed at this moment or later, in milliseconds since 1970. */
  since: number;
  /** From this id on, whenever they were pressed; `null` where none counts for its id alone. */
  from: number | null;
}

/** What of the ledger says how long ago something was, whatever the computer's clock says. */
export interface SteadyTime {
  now(): { steady: number };
  /** From which entry on all are surely younger than `ms`; `null` where none is. */
  recentFrom(ms: number): number | null;
}

/** Milliseconds that the guard looks back at most, whatever it is set to. */
export const longestDuplicateMs = numberSettings.duplicateHours.max * hourMs;

/** Pressed within `windowMs` before `now`, or not surely longer ago, whatever the computer's clock says. */
export const recentEntries = (ledger: SteadyTime | undefined, now: number, windowMs: number): RecentEntries => ({
  since: Math.min(now, ledger?.now().steady ?? now) - windowMs,
  from: ledger?.recentFrom(windowMs) ?? null,
});
