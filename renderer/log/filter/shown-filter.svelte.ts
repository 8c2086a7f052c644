/** The log screen's filter and order. It outlives the screen, so visiting another screen doesn't lose it. */
import { isEverything, noFilter, type LogFilter, type LogOrder } from '../../../electron/shared/ipc/contract.ts';
import { logPath, readLooking, writeLooking, type Looking } from './filter-address.ts';

export class ShownFilter {
  /** Called after every change that didn't come from the address; `further` while the user goes on typing a search. */
  onchange: (further: boolean) => void = () => undefined;

  #looking = $state.raw<Looking>({ filter: noFilter, order: 'newest' });

  get filter(): LogFilter {
    return this.#looking.filter;
  }
  set filter(filter: LogFilter) {
    this.#become({ ...this.#looking, filter });
  }

  get order(): LogOrder {
    return this.#looking.order;
  }
  set order(order: LogOrder) {
    this.#become({ ...this.#looking, order });
  }

  get filtered(): boolean {
    return !isEverything(this.filter);
  }

  change(patch: Partial<LogFilter>): void {
    this.filter = { ...this.filter, ...patch };
  }

  clear(): void {
    this.filter = noFilter;
  }

  /** Path of the log screen with the current filter and this entry beside the table. */
  path(id: number | null): string {
    return logPath(id, this.#looking);
  }

  /** Takes the filter from an address; `search` is its query. */
  adopt(search: string): void {
    const looking = readLooking(search);
    if (writeLooking(looking) !== writeLooking(this.#looking)) this.#looking = looking;
  }

  #become(looking: Looking): void {
    const before = this.#looking;
    if (writeLooking(looking) === writeLooking(before)) return;
    this.#looking = looking;
    const searched = before.filter.search !== '' && looking.filter.search !== '';
    const onlySearch = writeLooking(looking) === writeLooking({ ...before, filter: { ...before.filter, search: looking.filter.search } });
    this.onchange(searched && onlySearch);
  }
}

export const shownFilter = new ShownFilter();
