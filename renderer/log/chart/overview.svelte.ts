/** How many sends match the filter, by outcome and over time. */
import type { LogFilter, LogOverview } from '../../../electron/shared/ipc/contract.ts';
import { call, on } from '../../ipc/bridge.ts';

/** A run changes many entries per second; recounting once per second is enough. */
const atMostEveryMs = 1000;

interface OverviewQuery {
  readonly filter: LogFilter;
  readonly activity: boolean;
}

export class Overview {
  /** `null` until it is known, and while a new filter is being counted. */
  value = $state.raw<LogOverview | null>(null);
  /** The last result, kept while a new filter is counted, so that the chart doesn't disappear in between. */
  last = $state.raw<LogOverview | null>(null);
  failure = $state('');

  #query: OverviewQuery | null = null;
  /** Whether the filter or the log has changed since the count was requested. */
  #due = false;
  #isCounting = false;
  #countedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;

  get total(): number | null {
    return this.value?.total ?? null;
  }

  /** Rows added or removed since the last count; the next count includes them. */
  adjust(by: number): void {
    if (this.value) this.value = this.last = { ...this.value, total: Math.max(0, this.value.total + by) };
  }

  /** Returns a function that stops counting and keeps the last result. Started again, it repeats the last query. */
  start(): () => void {
    this.#running = true;
    this.#due = true;
    void this.#countNow();
    const later = () => this.#countLater();
    const stops = [on('entryChanged', later), on('logChanged', later)];
    return () => {
      this.#running = false;
      clearTimeout(this.#timer);
      this.#timer = undefined;
      stops.forEach((stop) => stop());
    };
  }

  /** Call when the filter changed: its count is unknown until `count` has asked. */
  forget(filter: LogFilter): void {
    if (filter !== this.#query?.filter) this.value = null;
  }

  /** Counts what the filter matches, now and whenever the log changes. */
  count(filter: LogFilter, activity: boolean): void {
    this.forget(filter);
    this.#query = { filter, activity };
    this.#due = true;
    void this.#countNow();
  }

  #countLater(): void {
    this.#due = true;
    const wait = Math.max(0, this.#countedAt + atMostEveryMs - Date.now());
    this.#timer ??= setTimeout(() => void this.#countNow(), wait);
  }

  /** One query at a time, or counting would fall behind the typing. A newer query waits for the running one and replaces any that waits. */
  async #countNow(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const query = this.#query;
    if (this.#isCounting || !this.#running || !this.#due || query === null) return;
    this.#isCounting = true;
    this.#due = false;
    this.#countedAt = Date.now();
    const result = await call('log.overview', query);
    this.#isCounting = false;
    if (!result.ok && result.error.code === 'superseded') {
      this.#countLater();
    } else if (query === this.#query) {
      this.failure = result.ok ? '' : result.error.sentence;
      this.value = this.last = result.ok ? result.value : null;
      if (this.#due) this.#countLater();
    } else await this.#countNow();
  }
}

export const overview = new Overview();
