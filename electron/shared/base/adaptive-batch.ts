/** How much to do in one step, so that a step takes about as long as it may. */

/** Fewer save hardly any time: most of a short step is the disk's, which takes it for one as for twenty. */
const smallest = 20;
const largest = 500;

export class AdaptiveBatch {
  #size = smallest;

  /** `aimMs`: milliseconds that one step shall take; `most`: how much it may do however quick it is. */
  constructor(
    private readonly aimMs: number,
    private readonly most = largest,
  ) {}

  get size(): number {
    return this.#size;
  }

  /** Grows slowly and shrinks at once: one step too long is worse than many that are short. */
  took(ms: number): void {
    const fitting = Math.floor((this.#size * this.aimMs) / Math.max(ms, 0.1));
    this.#size = Math.max(smallest, Math.min(this.most, fitting, this.#size * 2));
  }

  /** Runs `step` with its size and learns from how long it took. */
  run<T>(step: (size: number) => T): T {
    const began = performance.now();
    try {
      return step(this.#size);
    } finally {
      this.took(performance.now() - began);
    }
  }
}
