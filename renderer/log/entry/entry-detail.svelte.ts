/** The entry that is shown in full. */
import type { EntryDetail } from '../../../electron/shared/ipc/contract.ts';
import { call, on } from '../../ipc/bridge.ts';

export class ShownEntry {
  /** The previous entry stays until the next one is loaded, so that nothing flickers. */
  entry = $state.raw<EntryDetail | null>(null);
  failure = $state('');

  #id: number | null = null;
  #request = 0;

  /** Returns a function that stops listening. */
  start(): () => void {
    const stops = [
      on('entryChanged', (changed) => {
        if (changed.id === this.#id) void this.#load(changed.id);
      }),
      on('logChanged', () => {
        if (this.#id !== null) void this.#load(this.#id);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  show(id: number | null): void {
    if (id === this.#id) return;
    this.#id = id;
    this.failure = '';
    if (id !== null) return void this.#load(id);
    this.#request++;
    this.entry = null;
  }

  async #load(id: number): Promise<void> {
    const request = ++this.#request;
    const result = await call('log.entry', { id });
    if (request !== this.#request) return;
    this.failure = result.ok ? '' : result.error.sentence;
    this.entry = result.ok ? result.value : null;
  }
}
