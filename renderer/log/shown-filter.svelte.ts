/** What the log screen looks for, and in which order. It outlives the screen, so that a look elsewhere does not lose it. */
import { isEverything, noFilter, type LogFilter, type LogOrder } from '../../electron/bridge/contract.ts';

class ShownFilter {
  filter = $state.raw<LogFilter>(noFilter);
  order = $state<LogOrder>('newest');

  get filtered(): boolean {
    return !isEverything(this.filter);
  }

  change(patch: Partial<LogFilter>): void {
    this.filter = { ...this.filter, ...patch };
  }
}

export const shownFilter = new ShownFilter();
