/** Runs jobs one after the other, each caller waiting only so long. */

export type Timed<T> = { kind: 'done'; value: T } | { kind: 'threw'; error: unknown } | { kind: 'slow' };

/**
 * The keychain's calls block a thread of a small pool that files and DNS need too, for as long as a prompt of the system
 * stays open. In one lane they never hold more than one.
 */
export class TimedLane {
  #tail: Promise<unknown> = Promise.resolve();

  /** `timeoutMs` counts from the call of `run`, waiting for earlier jobs included. */
  constructor(private readonly timeoutMs: number) {}

  /**
   * `slow` when there is no result in time. A job that has not begun by then never begins; one that has goes on, and when
   * it succeeds after all, `takeBack` runs before any later job.
   */
  run<T>(job: () => Promise<T>, takeBack?: () => Promise<unknown>): Promise<Timed<T>> {
    return new Promise((resolve) => {
      let given = false;
      const give = (timed: Timed<T>): void => {
        given = true;
        clearTimeout(timer);
        resolve(timed);
      };
      const isGiven = (): boolean => given;
      const timer = setTimeout(() => give({ kind: 'slow' }), this.timeoutMs);
      this.#tail = this.#tail.then(async () => {
        if (isGiven()) return;
        try {
          const value = await job();
          if (isGiven()) await takeBack?.();
          else give({ kind: 'done', value });
        } catch (error) {
          // Nobody waits any more for what fails late.
          if (!isGiven()) give({ kind: 'threw', error });
        }
      });
    });
  }
}
