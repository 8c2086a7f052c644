/** The number of unknown sends that still have to be resolved. */
import { call, on } from '../ipc/bridge.ts';

/** Milliseconds. A run finishes many sends at once; one count for all of them is enough. */
const waitMs = 150;

class UnknownCount {
  /** Unchanged if counting fails: an unreadable log is reported elsewhere. */
  count = $state(0);

  #timer: ReturnType<typeof setTimeout> | undefined;
  #request = 0;

  /** Returns a function that stops listening. */
  start(): () => void {
    void this.#load();
    const soon = () => {
      this.#timer ??= setTimeout(() => void this.#load(), waitMs);
    };
    const stops = [on('entryChanged', soon), on('logChanged', soon)];
    return () => {
      stops.forEach((stop) => stop());
      clearTimeout(this.#timer);
      this.#timer = undefined;
    };
  }

  async #load(): Promise<void> {
    this.#timer = undefined;
    const request = ++this.#request;
    const result = await call('log.openUnknowns', null);
    if (request === this.#request && result.ok) this.count = result.value.count;
  }
}

export const unknownCount = new UnknownCount();
