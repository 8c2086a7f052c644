/** The press that was made last, for a page that was loaded again while it was under way. */
import { failText, type Result } from '../shared/domain/result.ts';
import type { LatestPress, Press, PressResult, SendPhase } from '../shared/domain/press.ts';

interface Kept {
  press: Press;
  /** Milliseconds on the clock of `performance.now()`. */
  startedAt: number;
  phase: SendPhase | null;
  isUnderWay: boolean;
  result: Promise<Result<PressResult>>;
}

export class LatestPresses {
  #kept: Kept | null = null;

  /** `result` must not reject. */
  follow(press: Press, result: Promise<Result<PressResult>>): void {
    const kept: Kept = { press, startedAt: performance.now(), phase: null, isUnderWay: true, result };
    this.#kept = kept;
    const end = (): void => {
      kept.isUnderWay = false;
    };
    result.then(end, end);
  }

  advance(phase: SendPhase): void {
    if (this.#kept?.press.pressId === phase.pressId) this.#kept.phase = phase;
  }

  /** `null` before the first press. */
  get(): LatestPress | null {
    if (this.#kept === null) return null;
    const { press, startedAt, phase, isUnderWay } = this.#kept;
    return { press, phase, isUnderWay, elapsedMs: performance.now() - startedAt };
  }

  /** The outcome of that press, as soon as it is there. Fails with `send.noSuchPress` for any other than the latest one. */
  result(pressId: string): Result<PressResult> | Promise<Result<PressResult>> {
    if (this.#kept?.press.pressId === pressId) return this.#kept.result;
    return failText({ code: 'send.noSuchPress', params: {} });
  }
}
