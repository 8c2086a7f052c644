/** The latest press, kept for a page that is reloaded while it is under way. */
import { failText, type Result } from '../shared/domain/result.ts';
import type { LatestPress, Press, PressResult, SendPhase } from '../shared/domain/press.ts';

interface TrackedPress {
  press: Press;
  /** Milliseconds on the clock of `performance.now()`. */
  startedAt: number;
  phase: SendPhase | null;
  isUnderWay: boolean;
  result: Promise<Result<PressResult>>;
}

export class LatestPressTracker {
  #latest: TrackedPress | null = null;

  /** `result` must not reject. */
  track(press: Press, result: Promise<Result<PressResult>>): void {
    const tracked: TrackedPress = { press, startedAt: performance.now(), phase: null, isUnderWay: true, result };
    this.#latest = tracked;
    const end = (): void => {
      tracked.isUnderWay = false;
    };
    result.then(end, end);
  }

  advance(phase: SendPhase): void {
    if (this.#latest?.press.pressId === phase.pressId) this.#latest.phase = phase;
  }

  /** `null` before the first press. */
  get(): LatestPress | null {
    if (this.#latest === null) return null;
    const { press, startedAt, phase, isUnderWay } = this.#latest;
    return { press, phase, isUnderWay, elapsedMs: performance.now() - startedAt };
  }

  /** The outcome of that press, once it is there. Fails with `send.noSuchPress` for any press but the latest. */
  result(pressId: string): Result<PressResult> | Promise<Result<PressResult>> {
    if (this.#latest?.press.pressId === pressId) return this.#latest.result;
    return failText({ code: 'send.noSuchPress', params: {} });
  }
}
