/**
 * When what was written is moved from the write-ahead log into the log's own file: soon after it was written, once nothing more comes, so
 * that a copy of the one file holds the entries. Only the connection that writes does this. SQLite does it itself as soon as a lot has
 * gathered, all at once; while much is written in small steps it is done before that, a little at a time.
 */

/** Milliseconds after the last write, and at most after the first one. */
const idleMs = 1000;
const mostMs = 5000;
/** Steps of a few milliseconds write a hundred pages or so each; SQLite does it itself at 4,000. */
const everySteps = 12;

export class Checkpoints {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the first write was that still waits. */
  #since: number | null = null;
  #steps = 0;

  /**
   * `checkpoint` returns whether all of it was moved: whoever reads can be in the way. `empty`: whether the write-ahead log shall be left empty.
   * On a full disk it has no room then, so that a press is refused before anything is sent, and not its outcome afterwards.
   */
  constructor(private readonly checkpoint: (empty: boolean) => boolean) {}

  /** To be called after every write. */
  written(): void {
    const now = performance.now();
    this.#since ??= now;
    clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(idleMs, this.#since + mostMs - now));
    this.#timer = setTimeout(() => {
      this.#now(true);
    }, wait);
    // Closing the log does it as well.
    this.#timer.unref();
  }

  /** To be called after each step of many. */
  step(): void {
    this.#steps += 1;
    if (this.#steps % everySteps === 0) this.#now(false);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#since = null;
  }

  #now(empty: boolean): void {
    this.close();
    if (!this.checkpoint(empty) || !empty) this.written();
  }
}
