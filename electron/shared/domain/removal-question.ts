/** When the log's limits may not remove on their own: the question that a person answers first. */
import type { Text } from '../i18n/text.ts';
import type { Forecast } from './retention-policy.ts';
import { hourMs, dayMs } from '../base/time-units.ts';

/** So much of the log may go in one go without a question. */
const largestShare = 0.2;
/** So much of it going is worth a notice. */
const notedShare = 0.1;
/** A clock that is ahead by no more is not worth a word. */
const doubtfulMs = hourMs;
/** Sends that go on ageing between a question and its answer. */
const spare = { share: 1.05, count: 20 } as const;

/** What would go, and of how many. */
export interface Weighed extends Forecast {
  ofEntries: number;
  ofBodies: number;
}

export interface RemovalQuestion extends Weighed {
  /** Days that the computer's clock is ahead of what Keypost can be sure of; `null` where it isn't. */
  clockAheadDays: number | null;
}

/** `allowance`: see `allowanceAfter`. */
export const isLarge = ({ entries, bodies, ofEntries, ofBodies }: Weighed, allowance: number | null): boolean =>
  entries > (allowance ?? ofEntries * largestShare) || bodies > ofBodies * largestShare;

/** Whether a person should hear of a removal that needed no question. */
export const isUnusual = (removed: Forecast, { ofEntries, ofBodies }: Weighed): boolean =>
  removed.entries > ofEntries * notedShare || removed.bodies > ofBodies * notedShare;

export const isClockDoubtful = ({ wall, steady }: { wall: number; steady: number }): boolean => wall - steady > doubtfulMs;

export const daysAhead = ({ wall, steady }: { wall: number; steady: number }): number => Math.max(1, Math.round((wall - steady) / dayMs));

/** Whether a person who agreed to `seen` has agreed to what would go now. */
export const isCovered = (now: Forecast, seen: Forecast): boolean =>
  now.entries <= seen.entries * spare.share + spare.count && now.bodies <= seen.bodies * spare.share + spare.count;

/** Entries that one go may remove at most, where so many were weighed: as a person agreed to them, or as few as need no question. */
export function mostEntries({ entries, ofEntries }: Weighed, isAgreed: boolean, allowance: number | null): number {
  const most = Math.floor(entries * spare.share + spare.count);
  return isAgreed ? most : Math.min(most, allowance ?? Math.floor(ofEntries * largestShare));
}

/**
 * How many entries may go without a question after a run that ended before the log fitted: what one run estimates too low, several in a row must
 * not remove unasked. All that a person agreed to is used up by the run that removed it.
 */
export const allowanceAfter = ({ ofEntries }: Weighed, removed: number, isAgreed: boolean, allowance: number | null): number =>
  isAgreed ? 0 : Math.max(0, (allowance ?? Math.floor(ofEntries * largestShare)) - removed);

export function questionText({ entries, bodies, ofEntries, clockAheadDays }: RemovalQuestion): Text {
  if (clockAheadDays !== null) return { code: 'retention.clockAhead', params: { days: clockAheadDays } };
  return { code: 'retention.asks', params: { entries, bodies, ofEntries } };
}
