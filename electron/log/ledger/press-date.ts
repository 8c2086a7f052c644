/** Whether the time of a press by the computer's clock is right: the clock may have been wrong then, and corrected since. */
import type { LedgerSend, TimesAround } from './ledger-rows.ts';
import { isSameClock, type ClockState } from './trusted-clock.ts';
import { hourMs } from '../../shared/base/time-units.ts';

/** A clock error up to this size makes no difference. */
const toleranceMs = hourMs;
/** Nor does it matter if the press was up to this long after its date: events are looked for over that period anyway. */
const searchedMs = 24 * hourMs;

/** `open`: nothing confirms the date; the press was no later than `until`. */
export type PressDate = { is: 'right' | 'wrong' } | { is: 'open'; until: number };

export function pressDate(own: LedgerSend, { after, before, latest }: TimesAround, now: ClockState): PressDate {
  const { at, lived, ahead } = own;
  if (ahead !== null) return { is: Math.abs(ahead) <= toleranceMs ? 'right' : 'wrong' };
  // The server sends no time, or runs on this computer: there is no other clock to compare with.
  if (lived !== null && isSameClock({ wall: at, lived }, now)) return { is: 'right' };
  const passed = lived === null ? 0 : now.lived - lived;
  const until = Math.min(now.wall - passed, before ?? Infinity, latest ?? Infinity);
  if (at > until + toleranceMs || (after !== null && at < after - toleranceMs)) return { is: 'wrong' };
  return until - at <= searchedMs ? { is: 'right' } : { is: 'open', until };
}
