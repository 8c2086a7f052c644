/**
 * What can be known of the time when the computer's clock may have been set. Two measures: a lower bound of the time that has passed, for the
 * guard against sending twice, and a clock without jumps, for what the log keeps.
 */
import * as v from 'valibot';
import { hourMs, dayMs } from '../../shared/base/time-units.ts';

/** A clock may go ahead by this much while Keypost is closed: a long weekend. More needs somebody who confirms it. */
const plausibleGapMs = 4 * dayMs;
/** And by this much while it runs: a clock that is set right. */
const correctionMs = hourMs;

/** What is kept from one run to the next; everything in milliseconds. */
export const ClockStateSchema = v.object({
  /** The computer's clock, and the time since the computer was started, when this was written. */
  wall: v.number(),
  uptime: v.number(),
  /** Time that has surely passed since the first run. */
  lived: v.number(),
  /** Since 1970: it is this late at least. */
  sure: v.number(),
  /** Since 1970: the computer's clock, without jumps that nothing confirms. */
  steady: v.number(),
});
export type ClockState = v.InferOutput<typeof ClockStateSchema>;

export interface ClockSources {
  /** The computer's clock, in milliseconds since 1970. */
  wall: () => number;
  /** Milliseconds since the computer was started, sleep included: nobody sets it. */
  uptime: () => number;
}

/** A moment on both clocks. */
export interface Stamp {
  wall: number;
  lived: number;
}

export class TrustedClock {
  readonly #sources: ClockSources;
  #state: ClockState;

  /** `kept`: of the run before; `null` at the first one. `newest`: the newest moment in the log by then, `null` in an empty one. */
  constructor(sources: ClockSources, kept: ClockState | null, newest: number | null) {
    // The system tells the time since its start in fractions.
    this.#sources = { wall: () => Math.round(sources.wall()), uptime: () => Math.round(sources.uptime()) };
    const [wall, uptime] = [this.#sources.wall(), this.#sources.uptime()];
    const first = newest === null || wall <= newest + plausibleGapMs ? wall : newest;
    this.#state = kept ?? { wall, uptime, lived: 0, sure: first, steady: first };
    this.#advance(plausibleGapMs);
  }

  /** Brings everything up to this moment. Cheap. */
  now(): ClockState {
    return this.#advance(correctionMs);
  }

  #advance(gapMs: number): ClockState {
    const before = this.#state;
    const [wall, uptime] = [this.#sources.wall(), this.#sources.uptime()];
    // After a restart of the computer at least the time since then has passed.
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

  /** A server has told the time, in milliseconds since 1970. It confirms the computer's clock, and can't put it ahead. */
  sawServerTime(server: number): void {
    const state = this.now();
    const confirmed = Math.min(server, state.wall);
    const agrees = Math.abs(server - state.wall) <= plausibleGapMs;
    this.#state = { ...state, sure: Math.max(state.sure, confirmed), steady: agrees ? state.wall : state.steady };
  }

  /** A person has said that the computer's clock is right. */
  confirm(): void {
    const state = this.now();
    this.#state = { ...state, steady: state.wall, sure: Math.max(state.sure, state.wall) };
  }
}

/** Two moments lie on one setting of the computer's clock when it and the time that passed agree; they drift apart a little. */
export function isSameClock(one: Stamp, other: Stamp): boolean {
  const passed = Math.abs(one.lived - other.lived);
  return Math.abs(one.wall - other.wall - (one.lived - other.lived)) <= 5000 + passed / 20_000;
}
