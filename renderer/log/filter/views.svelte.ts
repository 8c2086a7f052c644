/** Saved views of the log: named filters. */
import { noFilter, type Envelope, type LogFilter, type LogView } from '../../../electron/shared/ipc/contract.ts';
import { call } from '../../ipc/bridge.ts';
import { writeQuery } from './filter-address.ts';

export const unknownSends: LogFilter = { ...noFilter, outcomes: ['unknown'] };

/** Whether two filters are the same query. */
export const sameFilter = (a: LogFilter, b: LogFilter): boolean =>
  writeQuery({ filter: a, order: 'newest' }) === writeQuery({ filter: b, order: 'newest' });

class Views {
  list = $state.raw<readonly LogView[]>([]);

  async load(): Promise<void> {
    await this.#then(call('views.list', null));
  }

  save(name: string, filter: LogFilter): Promise<Envelope<readonly LogView[]>> {
    return this.#then(call('views.save', { name, filter }));
  }

  remove(view: LogView): Promise<Envelope<readonly LogView[]>> {
    return this.#then(call('views.remove', { id: view.id }));
  }

  restore(view: LogView): Promise<Envelope<readonly LogView[]>> {
    return this.#then(call('views.restore', view));
  }

  async #then(pending: Promise<Envelope<readonly LogView[]>>): Promise<Envelope<readonly LogView[]>> {
    const result = await pending;
    if (result.ok) this.list = result.value;
    return result;
  }
}

export const views = new Views();
