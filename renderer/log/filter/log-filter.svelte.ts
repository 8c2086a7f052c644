/** The log screen's filter and order. It outlives the screen, so visiting another screen doesn't lose it. */
import { isEverything, noFilter, type LogFilter, type LogOrder } from '../../../electron/shared/ipc/contract.ts';
import { logPath, readQuery, writeQuery, type LogCriteria } from './filter-address.ts';

export class LogFilterStore {
  /** Called after every change that didn't come from the address; `further` while the user goes on typing a search. */
  onchange: (further: boolean) => void = () => undefined;

  #criteria = $state.raw<LogCriteria>({ filter: noFilter, order: 'newest' });

  get filter(): LogFilter {
    return this.#criteria.filter;
  }
  set filter(filter: LogFilter) {
    this.#become({ ...this.#criteria, filter });
  }

  get order(): LogOrder {
    return this.#criteria.order;
  }
  set order(order: LogOrder) {
    this.#become({ ...this.#criteria, order });
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
    return logPath(id, this.#criteria);
  }

  /** Takes the filter from an address; `search` is its query. */
  adopt(search: string): void {
    const criteria = readQuery(search);
    if (writeQuery(criteria) !== writeQuery(this.#criteria)) this.#criteria = criteria;
  }

  #become(criteria: LogCriteria): void {
    const before = this.#criteria;
    if (writeQuery(criteria) === writeQuery(before)) return;
    this.#criteria = criteria;
    const searched = before.filter.search !== '' && criteria.filter.search !== '';
    const onlySearch = writeQuery(criteria) === writeQuery({ ...before, filter: { ...before.filter, search: criteria.filter.search } });
    this.onchange(searched && onlySearch);
  }
}

export const logFilter = new LogFilterStore();
