/** A piece of work that ends when its time is over or when something around it stops. */

export class TimeLimit {
  readonly #stop = new AbortController();
  readonly #outer: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  #over = false;

  constructor(ms: number, outer: AbortSignal) {
    this.#outer = outer;
    this.#timer = setTimeout(() => {
      this.#over = true;
      this.#stop.abort();
    }, ms);
    outer.addEventListener('abort', this.#pass, { once: true });
    if (outer.aborted) this.#stop.abort();
  }

  /** Aborted when the time is over, or when the outer signal is. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Whether it was the time that ended it. */
  get isOver(): boolean {
    return this.#over;
  }

  /** From here on nothing aborts the signal any more. */
  end(): void {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener('abort', this.#pass);
  }

  readonly #pass = (): void => {
    this.#stop.abort();
  };
}
