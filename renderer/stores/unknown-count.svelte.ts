/** How many sends are unknown and wait for somebody to look. */
import { call, on } from '../ipc/bridge.ts';

/** A run settles many sends at once; one count for all of them is enough. */
const waitMs = 150;

class OpenUnknowns {
  /** Stays as it was when it can't be counted: a log that can't be read is said elsewhere. */
  count = $state(0);

  #timer: ReturnType<typeof setTimeout> | undefined;
  #ask = 0;

  /** Returns the way to stop. */
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
    const ask = ++this.#ask;
    const result = await call('log.openUnknowns', null);
    if (ask === this.#ask && result.ok) this.count = result.value.count;
  }
}

export const openUnknowns = new OpenUnknowns();
