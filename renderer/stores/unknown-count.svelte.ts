/** The number of unknown sends that still have to be resolved. */
import { call } from '../ipc/bridge.ts';
import { resource } from './resource.svelte.ts';

/** Milliseconds. A run finishes many sends at once; one count for all of them is enough. */
const waitMs = 150;

class UnknownCount {
  readonly #unknowns = resource({
    load: () => call('log.unknownCount', null),
    reloadOn: { entryChanged: true, logChanged: true },
    delayMs: waitMs,
    onFailure: 'keep',
  });

  /** Unchanged if counting fails: an unreadable log is reported elsewhere. */
  get count(): number {
    return this.#unknowns.value?.count ?? 0;
  }

  /** Returns a function that stops listening. */
  start(): () => void {
    void this.#unknowns.reload();
    return this.#unknowns.start();
  }
}

export const unknownCount = new UnknownCount();
