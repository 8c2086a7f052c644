/**
 * A lock that can't be had must not hold the main process up. Whoever meets one first waits for a moment; while nothing has succeeded since,
 * later calls try without waiting, for a press asks the log several times and each would wait in vain.
 */
import { sqliteNumber } from '../../storage/disk-problem.ts';

/** Milliseconds that the main process waits for a lock: too short to be noticed, and longer than other programs hold one as a rule. */
export const lockWaitMs = 200;

const busy = 5;
const locked = 6;

export const isLocked = (error: unknown): boolean => [busy, locked].includes((sqliteNumber(error) ?? 0) & 0xff);

export class LockPatience {
  #waitMs = lockWaitMs;

  /** `changed` is called whenever `waitMs` is another one. */
  constructor(private readonly changed: (waitMs: number) => void = () => undefined) {}

  /** Milliseconds to wait for a lock now. */
  get waitMs(): number {
    return this.#waitMs;
  }

  failed(error: unknown): void {
    if (isLocked(error)) this.#set(0);
  }

  succeeded(): void {
    this.#set(lockWaitMs);
  }

  #set(waitMs: number): void {
    if (waitMs === this.#waitMs) return;
    this.#waitMs = waitMs;
    this.changed(waitMs);
  }
}
