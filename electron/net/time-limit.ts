/** A time limit whose signal is aborted when the time is over, or when an outer signal is. */
import { afterWaitingInput } from './waiting-input.ts';

export class TimeLimit {
  readonly #stop = new AbortController();
  readonly #outer: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  readonly #endsAt: number;
  #received: () => number = () => 0;
  #cancelWait: () => void = () => undefined;
  #hasFired = false;
  #isOver = false;

  constructor(ms: number, outer: AbortSignal) {
    this.#outer = outer;
    this.#endsAt = performance.now() + ms;
    this.#timer = setTimeout(() => {
      this.#hasFired = true;
      // Input that arrived in time counts, even if this process couldn't read it yet.
      this.#cancelWait = afterWaitingInput(
        () => this.#received(),
        () => {
          this.#isOver = true;
          this.#stop.abort();
        },
      );
    }, ms);
    outer.addEventListener('abort', this.#onOuterAbort, { once: true });
    if (outer.aborted) this.#stop.abort();
  }

  /** Aborted when the time is over and all input that arrived by then was read, or when the outer signal is aborted. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Whether the signal was aborted because the time is over. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether the time is over by the clock: nothing new may be started, but waiting input may still be read. */
  get hasRunOut(): boolean {
    return this.#hasFired || performance.now() >= this.#endsAt;
  }

  /** `received` returns the number of bytes received so far. While more arrives without a pause, the time isn't over. */
  waitForInput(received: () => number): void {
    this.#received = received;
  }

  /** Ends the limit: nothing aborts the signal any more. */
  end(): void {
    clearTimeout(this.#timer);
    this.#cancelWait();
    this.#outer.removeEventListener('abort', this.#onOuterAbort);
  }

  readonly #onOuterAbort = (): void => {
    this.#stop.abort();
  };
}
