/** When the log's limits may not remove entries on their own, but a person has to confirm it first. */
import type { Text } from '../i18n/text.ts';
import type { Forecast } from './retention-policy.ts';
import { hourMs, dayMs } from '../base/time-units.ts';

/** Up to this share of the log may be removed at once without a question. */
const largestShare = 0.2;
/** If more than this share of the log was removed, there is a notice. */
const notedShare = 0.1;
/** A clock that is ahead by at most this, in milliseconds, is trusted. */
const doubtfulMs = hourMs;
/** How many more entries than confirmed may be removed, since more of them reach their limit between the question and the answer. */
const spare = { share: 1.05, count: 20 } as const;

/** What would be removed, and of how many. */
export interface ForecastWithTotals extends Forecast {
  ofEntries: number;
  ofBodies: number;
}

export interface RemovalQuestion extends ForecastWithTotals {
  /** By how many days the computer's clock is ahead of the time that Keypost can be sure of; `null` if it isn't. */
  clockAheadDays: number | null;
}

/** Whether the removal needs a question. `allowance`: see `allowanceAfter`. */
export const isLarge = ({ entries, bodies, ofEntries, ofBodies }: ForecastWithTotals, allowance: number | null): boolean =>
  entries > (allowance ?? ofEntries * largestShare) || bodies > ofBodies * largestShare;

/** Whether a person should be notified of a removal that needed no question. */
export const isUnusual = (removed: Forecast, { ofEntries, ofBodies }: ForecastWithTotals): boolean =>
  removed.entries > ofEntries * notedShare || removed.bodies > ofBodies * notedShare;

export const isClockDoubtful = ({ wall, steady }: { wall: number; steady: number }): boolean => wall - steady > doubtfulMs;

export const daysAhead = ({ wall, steady }: { wall: number; steady: number }): number => Math.max(1, Math.round((wall - steady) / dayMs));

/** Whether a person who confirmed `seen` has thereby confirmed what would be removed now. */
export const isWithinConsent = (now: Forecast, seen: Forecast): boolean =>
  now.entries <= seen.entries * spare.share + spare.count && now.bodies <= seen.bodies * spare.share + spare.count;

/**
 * How many entries one run may remove at most, given how many were counted: as many as a person confirmed, or as many as need no question.
 */
export function mostEntries({ entries, ofEntries }: ForecastWithTotals, isAgreed: boolean, allowance: number | null): number {
  const most = Math.floor(entries * spare.share + spare.count);
  return isAgreed ? most : Math.min(most, allowance ?? Math.floor(ofEntries * largestShare));
}

/**
 * How many entries may be removed without a question after a run that ended before the log was within its limits. One run may estimate too
 * low; several in a row must not remove more than one run may without a question. A confirmation is used up by the run that it was given
 * for.
 */
export const allowanceAfter = ({ ofEntries }: ForecastWithTotals, removed: number, isAgreed: boolean, allowance: number | null): number =>
  isAgreed ? 0 : Math.max(0, (allowance ?? Math.floor(ofEntries * largestShare)) - removed);

export function questionText({ entries, bodies, ofEntries, clockAheadDays }: RemovalQuestion): Text {
  if (clockAheadDays !== null) return { code: 'retention.clockAhead', params: { days: clockAheadDays } };
  return { code: 'retention.asks', params: { entries, bodies, ofEntries } };
}
