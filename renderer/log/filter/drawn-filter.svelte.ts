/**
 * The filter that is drawn: what it says changes together with the rows, for two drawings one after the other take twice as long. What
 * it finds is counted from then on, for the rows are waited for and the count is not.
 */
import type { LogFilter } from '../../../electron/shared/ipc/contract.ts';

/** Rows that take longer are not waited for: one has to see at once that a click was heard. */
const briefMs = 60;

class DrawnFilter {
  /** `null` before the first. */
  filter = $state.raw<LogFilter | null>(null);

  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Another filter holds. */
  follow(filter: LogFilter): void {
    clearTimeout(this.#timer);
    if (filter !== this.filter) this.#timer = setTimeout(() => this.draw(filter), briefMs);
  }

  /** Its rows are here, or what is to be seen of it can't wait. */
  draw(filter: LogFilter): void {
    clearTimeout(this.#timer);
    this.filter = filter;
  }
}

export const drawnFilter = new DrawnFilter();
