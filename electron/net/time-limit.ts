/** A piece of work that ends when its time is over or when something around it stops. */
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
      // What came in time counts, also where this process had no time to read it.
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

  /** Aborted when the time is over and everything that came by then was read, or when the outer signal is aborted. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Whether it was the time that ended it. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether the time is over by the clock: nothing new may be begun, though what has come may still be read. */
  get hasRunOut(): boolean {
    return this.#hasFired || performance.now() >= this.#endsAt;
  }

  /** `received`: counts what has come so far. As long as more comes without a pause, the time is not over. */
  waitForInput(received: () => number): void {
    this.#received = received;
  }

  /** From here on nothing aborts the signal any more. */
  end(): void {
    clearTimeout(this.#timer);
    this.#cancelWait();
    this.#outer.removeEventListener('abort', this.#onOuterAbort);
  }

  readonly #onOuterAbort = (): void => {
    this.#stop.abort();
  };
}
