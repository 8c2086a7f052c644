/** Which entries count as recent: for the guard against sending twice, and for what the log keeps. */
import { numberSettings } from '../../shared/domain/settings.ts';
import { hourMs } from '../../shared/base/time-units.ts';

export interface RecentRange {
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
export const recentEntries = (ledger: SteadyTime | undefined, now: number, windowMs: number): RecentRange => ({
  since: Math.min(now, ledger?.now().steady ?? now) - windowMs,
  from: ledger?.recentFrom(windowMs) ?? null,
});

/** More than any id. */
const none = Number.MAX_SAFE_INTEGER;

/**
 * The id of the first entry pressed between two times: the given one, and the present. Entries from after the present were pressed while
 * the clock was ahead, so their times say nothing. Entries with higher ids are not older, even if a clock that was behind says so.
 */
export const firstSince = `SELECT coalesce(min(id), ${none}) FROM entry WHERE at BETWEEN ? AND ?`;
