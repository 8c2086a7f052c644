/** The entry that is shown in full. */
import type { EntryDetail } from '../../../electron/shared/ipc/contract.ts';
import { call } from '../../ipc/bridge.ts';
import { resource } from '../../stores/resource.svelte.ts';

export class ShownEntry {
  #id: number | null = null;
  readonly #entry = resource({
    load: () => (this.#id === null ? null : call('log.entry', { id: this.#id })),
    reloadOn: { entryChanged: ({ id }) => id === this.#id, logChanged: true },
    onFailure: 'clear',
  });

  /** The previous entry stays until the next one is loaded, so that nothing flickers. */
  get entry(): EntryDetail | null {
    return this.#entry.value;
  }

  get failure(): string {
    return this.#entry.failure;
  }

  /** Returns a function that stops listening. */
  start(): () => void {
    return this.#entry.start();
  }

  show(id: number | null): void {
    if (id === this.#id) return;
    this.#id = id;
    this.#entry.failure = '';
    void this.#entry.reload();
  }
}
