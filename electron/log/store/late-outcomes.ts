/** Outcomes that could not be written yet: retried until they are, or until the send is no longer in the log. */
import type { Result } from '../../shared/domain/result.ts';
import type { EntryDetail } from '../../shared/domain/entry.ts';
import type { StoredOutcome } from './new-entry.ts';

/** Milliseconds between two attempts to write. */
const retryMs = 2000;

export interface LateOutcomesDeps {
  storeOutcome: (pressId: string, storedOutcome: StoredOutcome) => Result<EntryDetail>;
  /** Whether the send is certainly not in the log, because another log took the place of the one it was in. */
  isGone: (pressId: string) => boolean;
  onStored: (entry: EntryDetail) => void;
}

export class LateOutcomes {
  readonly #deps: LateOutcomesDeps;
  #waiting: { pressId: string; storedOutcome: StoredOutcome }[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: LateOutcomesDeps) {
    this.#deps = deps;
  }

  add(pressId: string, storedOutcome: StoredOutcome): void {
    this.#waiting.push({ pressId, storedOutcome });
    this.#retrySoon();
  }

  /** Retries all of them now. */
  retry(): void {
    const late = this.#waiting;
    this.#waiting = [];
    for (const one of late) {
      const stored = this.#deps.storeOutcome(one.pressId, one.storedOutcome);
      if (stored.ok) this.#deps.onStored(stored.value);
      else if (!this.#deps.isGone(one.pressId)) this.#waiting.push(one);
    }
    if (this.#waiting.length > 0) this.#retrySoon();
  }

  /** Retries one last time. */
  close(): void {
    this.retry();
    clearTimeout(this.#timer);
  }

  #retrySoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.retry();
    }, retryMs);
    // Don't keep the process alive for this: closing tries once more.
    this.#timer.unref();
  }
}
