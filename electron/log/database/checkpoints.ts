/**
 * Schedules checkpoints of the write-ahead log: soon after the last write, so that a copy of the log's file alone has the entries. Only
 * the connection that writes does this. SQLite itself checkpoints everything at once when the write-ahead log has grown large; while much
 * is written in small steps, checkpoints run before that, a little at a time.
 */

/** Milliseconds after the last write, and at most after the first one. */
const idleMs = 1000;
const maxDelayMs = 5000;
/** A step of a few milliseconds writes about a hundred pages; SQLite checkpoints by itself at 4,000. */
const everySteps = 12;

export class Checkpoints {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The time of the first write since the last checkpoint. */
  #firstWriteAt: number | null = null;
  #steps = 0;

  /**
   * `checkpoint` returns whether everything was moved; readers can prevent it. `empty`: whether to truncate the write-ahead log. Then, on
   * a full disk, it can't grow, so a press is refused before anything is sent, rather than the write of its outcome afterwards.
   */
  constructor(private readonly checkpoint: (empty: boolean) => boolean) {}

  /** Call it after every write. */
  written(): void {
    const now = performance.now();
    this.#firstWriteAt ??= now;
    clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(idleMs, this.#firstWriteAt + maxDelayMs - now));
    this.#timer = setTimeout(() => {
      this.#run(true);
    }, wait);
    // Don't keep the process alive for this: closing the log checkpoints, too.
    this.#timer.unref();
  }

  /** Call it after each of many small writes. */
  step(): void {
    this.#steps += 1;
    if (this.#steps % everySteps === 0) this.#run(false);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#firstWriteAt = null;
  }

  #run(empty: boolean): void {
    this.close();
    if (!this.checkpoint(empty) || !empty) this.written();
  }
}
