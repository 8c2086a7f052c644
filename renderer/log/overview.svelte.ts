/** How many sends the shown filter finds, by outcome and over time. */
import type { LogOverview } from '../../electron/bridge/contract.ts';

class Overview {
  /** `null` until it is known, and while the filter is a new one. */
  value = $state.raw<LogOverview | null>(null);

  get total(): number | null {
    return this.value?.total ?? null;
  }

  /** Rows that were put in or taken out meanwhile; the next answer counts them itself. */
  adjust(by: number): void {
    if (this.value) this.value = { ...this.value, total: Math.max(0, this.value.total + by) };
  }
}

export const overview = new Overview();
