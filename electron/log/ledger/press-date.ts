/** Whether a press was when the computer's clock said so: it may have been wrong then, and set right since. Pure. */
import type { LedgerSend, TimesAround } from './ledger-rows.ts';
import { isSameClock, type ClockState } from './trusted-clock.ts';
import { hourMs } from '../../shared/base/time-units.ts';

/** A clock that was wrong by no more changes no answer. */
const toleranceMs = hourMs;
/** Nor does it matter when in so long a time after its date the press was: events are looked for as long after it. */
const nearMs = 24 * hourMs;

/** `open`: nothing confirms its date; it was no later than `until`. */
export type PressDate = { is: 'right' | 'wrong' } | { is: 'open'; until: number };

export function pressDate(own: LedgerSend, { after, before, latest }: TimesAround, now: ClockState): PressDate {
  const { at, lived, ahead } = own;
  if (ahead !== null) return { is: Math.abs(ahead) <= toleranceMs ? 'right' : 'wrong' };
  // Its server says nothing of the time, or is on this computer: there is no other clock.
  if (lived !== null && isSameClock({ wall: at, lived }, now)) return { is: 'right' };
  const passed = lived === null ? 0 : now.lived - lived;
  const until = Math.min(now.wall - passed, before ?? Infinity, latest ?? Infinity);
  if (at > until + toleranceMs || (after !== null && at < after - toleranceMs)) return { is: 'wrong' };
  return until - at <= nearMs ? { is: 'right' } : { is: 'open', until };
}
