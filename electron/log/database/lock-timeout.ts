/**
 * Limits how long locks hold up the main process. The first call that meets a lock waits for a moment. Until a call succeeds again, later
 * ones try without waiting, because a press calls the log several times and each call would wait in vain.
 */
import { sqliteNumber } from '../../storage/disk-problem.ts';

/** Milliseconds that the main process waits for a lock: too short to be noticed, and longer than other programs usually hold one. */
export const lockWaitMs = 200;

const busy = 5;
const locked = 6;

export const isLocked = (error: unknown): boolean => [busy, locked].includes((sqliteNumber(error) ?? 0) & 0xff);

export class LockTimeout {
  #waitMs = lockWaitMs;

  /** `changed` is called whenever `waitMs` changes. */
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
