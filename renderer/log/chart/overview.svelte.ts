/** How many sends the shown filter finds, by outcome and over time. */
import type { LogFilter, LogOverview } from '../../../electron/shared/ipc/contract.ts';
import { call, on } from '../../ipc/bridge.ts';

/** A run changes many entries a second; counting them all anew is worth it once a second. */
const atMostEveryMs = 1000;

interface Question {
  readonly filter: LogFilter;
  readonly activity: boolean;
}

export class Overview {
  /** `null` until it is known, and while the filter is a new one. */
  value = $state.raw<LogOverview | null>(null);
  /** The last answer, also while the filter is a new one: what is shown of it stays until there is something to take its place. */
  last = $state.raw<LogOverview | null>(null);
  failure = $state('');

  #question: Question | null = null;
  /** The question was changed, or what it counts was, since it was asked. */
  #due = false;
  #asking = false;
  #askedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;

  get total(): number | null {
    return this.value?.total ?? null;
  }

  /** Rows that were put in or taken out meanwhile; the next answer counts them itself. */
  adjust(by: number): void {
    if (this.value) this.value = this.last = { ...this.value, total: Math.max(0, this.value.total + by) };
  }

  /** Returns the way to stop, after which the last answer stays; started again, the last question is asked again. */
  start(): () => void {
    this.#running = true;
    this.#due = true;
    void this.#ask();
    const later = () => this.#askLater();
    const stops = [on('entryChanged', later), on('logChanged', later)];
    return () => {
      this.#running = false;
      clearTimeout(this.#timer);
      this.#timer = undefined;
      stops.forEach((stop) => stop());
    };
  }

  /** Another filter holds: what it finds is not known before `look` has asked. */
  forget(filter: LogFilter): void {
    if (filter !== this.#question?.filter) this.value = null;
  }

  /** Counts what that filter finds, and from now on whenever the log changed. */
  look(filter: LogFilter, activity: boolean): void {
    this.forget(filter);
    this.#question = { filter, activity };
    this.#due = true;
    void this.#ask();
  }

  #askLater(): void {
    this.#due = true;
    const wait = Math.max(0, this.#askedAt + atMostEveryMs - Date.now());
    this.#timer ??= setTimeout(() => void this.#ask(), wait);
  }

  /** One question at a time, or counting would fall behind the typing; a newer one waits for the answer and takes its place. */
  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const question = this.#question;
    if (this.#asking || !this.#running || !this.#due || question === null) return;
    this.#asking = true;
    this.#due = false;
    this.#askedAt = Date.now();
    const result = await call('log.overview', question);
    this.#asking = false;
    if (!result.ok && result.error.code === 'superseded') {
      this.#askLater();
    } else if (question === this.#question) {
      this.failure = result.ok ? '' : result.error.sentence;
      this.value = this.last = result.ok ? result.value : null;
      if (this.#due) this.#askLater();
    } else await this.#ask();
  }
}

export const overview = new Overview();
