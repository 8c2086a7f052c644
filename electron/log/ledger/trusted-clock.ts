/**
 * What is known about the time, although the computer's clock may have been set. Two measures: a lower bound of the time that has passed,
 * for the guard against sending twice, and a clock without jumps, for the retention of the log. By them, whether the date of a press is
 * right.
 */
import * as v from 'valibot';
import { hourMs, dayMs } from '../../shared/base/time-units.ts';
import type { LedgerSend, TimesAround } from './ledger-rows.ts';

/** The clock may advance by this much while Keypost is closed: a long weekend. More has to be confirmed by a person or a server. */
const plausibleGapMs = 4 * dayMs;
/** The clock may jump ahead by this much while Keypost runs, when it is corrected. */
const correctionMs = hourMs;

/** The state that is stored from one run to the next; everything in milliseconds. */
export const ClockStateSchema = v.object({
  /** The computer's clock, and the time since the computer was started, when this was written. */
  wall: v.number(),
  uptime: v.number(),
  /** Time that has certainly passed since the first run. */
  lived: v.number(),
  /** Since 1970: the earliest that it can be. */
  sure: v.number(),
  /** Since 1970: the computer's clock, without jumps that nothing confirms. */
  steady: v.number(),
});
export type ClockState = v.InferOutput<typeof ClockStateSchema>;

export interface ClockSources {
  /** The computer's clock, in milliseconds since 1970. */
  wall: () => number;
  /** Milliseconds since the computer was started, sleep included. This clock can't be set. */
  uptime: () => number;
}

/** A time on both clocks. */
export interface Stamp {
  wall: number;
  lived: number;
}

export class TrustedClock {
  readonly #sources: ClockSources;
  #state: ClockState;

  /**
   * `kept`: the state from the previous run; `null` at the first one. `newest`: the time of the newest entry in the log; `null` in an
   * empty one.
   */
  constructor(sources: ClockSources, kept: ClockState | null, newest: number | null) {
    // The uptime comes in fractions of a millisecond.
    this.#sources = { wall: () => Math.round(sources.wall()), uptime: () => Math.round(sources.uptime()) };
    const [wall, uptime] = [this.#sources.wall(), this.#sources.uptime()];
    const first = newest === null || wall <= newest + plausibleGapMs ? wall : newest;
    this.#state = kept ?? { wall, uptime, lived: 0, sure: first, steady: first };
    this.#advance(plausibleGapMs);
  }

  /** Updates the state to the current time. Cheap. */
  now(): ClockState {
    return this.#advance(correctionMs);
  }

  #advance(gapMs: number): ClockState {
    const before = this.#state;
    const [wall, uptime] = [this.#sources.wall(), this.#sources.uptime()];
    // After a restart of the computer, at least its uptime has passed.
    const passed = uptime >= before.uptime ? uptime - before.uptime : uptime;
    const expected = before.steady + passed;
    const steady = wall <= expected + gapMs ? wall : expected;
    this.#state = { wall, uptime, lived: before.lived + passed, sure: before.sure + passed, steady };
    return this.#state;
  }

  stamp(): Stamp {
    const { wall, lived } = this.now();
    return { wall, lived };
  }

  /** `server`: a time that a server sent, in milliseconds since 1970. It can confirm the computer's clock, but not move it ahead. */
  sawServerTime(server: number): void {
    const state = this.now();
    const confirmed = Math.min(server, state.wall);
    const agrees = Math.abs(server - state.wall) <= plausibleGapMs;
    this.#state = { ...state, sure: Math.max(state.sure, confirmed), steady: agrees ? state.wall : state.steady };
  }

  /** Call it when a person has confirmed that the computer's clock is right. */
  confirm(): void {
    const state = this.now();
    this.#state = { ...state, steady: state.wall, sure: Math.max(state.sure, state.wall) };
  }
}

/**
 * Whether the clock was not set between two times: the difference by the clock agrees with the time that passed, except for a little
 * drift.
 */
export function isSameClock(one: Stamp, other: Stamp): boolean {
  const passed = Math.abs(one.lived - other.lived);
  return Math.abs(one.wall - other.wall - (one.lived - other.lived)) <= 5000 + passed / 20_000;
}

/** A clock error up to this size makes no difference. */
const toleranceMs = hourMs;
/** Nor does it matter if the press was up to this long after its date: events are looked for over that period anyway. */
const searchedMs = 24 * hourMs;

/** `unknown`: nothing confirms the date; the press was no later than `until`. */
export type PressDate = { is: 'right' | 'wrong' } | { is: 'unknown'; until: number };

export function pressDate(own: LedgerSend, { after, before, latest }: TimesAround, now: ClockState): PressDate {
  const { at, lived, ahead } = own;
  if (ahead !== null) return { is: Math.abs(ahead) <= toleranceMs ? 'right' : 'wrong' };
  // The server sends no time, or runs on this computer: there is no other clock to compare with.
  if (lived !== null && isSameClock({ wall: at, lived }, now)) return { is: 'right' };
  const passed = lived === null ? 0 : now.lived - lived;
  const until = Math.min(now.wall - passed, before ?? Infinity, latest ?? Infinity);
  if (at > until + toleranceMs || (after !== null && at < after - toleranceMs)) return { is: 'wrong' };
  return until - at <= searchedMs ? { is: 'right' } : { is: 'unknown', until };
}
