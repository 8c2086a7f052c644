/**
 * The filter that is displayed. Its text changes in the same frame as the rows, because two renders in a row take twice as long. Its
 * matches are counted only after that, because the rows are worth waiting for and the count is not.
 */
import type { LogFilter } from '../../../electron/shared/ipc/contract.ts';

/** Milliseconds to wait for the rows at most: a click has to have a visible effect. */
const briefMs = 60;

class DisplayedFilter {
  /** `null` before the first filter. */
  filter = $state.raw<LogFilter | null>(null);

  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Call when the filter changed. */
  follow(filter: LogFilter): void {
    clearTimeout(this.#timer);
    if (filter !== this.filter) this.#timer = setTimeout(() => this.draw(filter), briefMs);
  }

  /** Call when its rows are here, or when the display can't wait for them. */
  draw(filter: LogFilter): void {
    clearTimeout(this.#timer);
    this.filter = filter;
  }
}

export const displayedFilter = new DisplayedFilter();
