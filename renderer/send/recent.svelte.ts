/** The latest sends of the message in the form. */
import type { EntrySummary, Input } from '../../electron/shared/ipc/contract.ts';
import { call, on } from '../ipc/bridge.ts';

const most = 8;
/**
 * Milliseconds. An entry changes twice in quick succession, when it is written and when it gets its outcome; and a list is typed letter by
 * letter.
 */
const gatherMs = 100;

type Subject = Omit<Input<'log.recent'>, 'limit'>;

export class RecentEntries {
  entries = $state.raw<readonly EntrySummary[]>([]);
  known = $state(false);
  #subject: Subject | null = null;
  #ask = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Returns a function that stops listening. */
  start(): () => void {
    const soon = () => this.#soon(gatherMs);
    const stops = [on('entryChanged', soon), on('logChanged', soon)];
    return () => {
      stops.forEach((stop) => stop());
      clearTimeout(this.#timer);
      this.#ask++;
    };
  }

  /** The old rows stay until the result is here. `null`: there is nothing to query yet. */
  about(subject: Subject | null): void {
    const changed = JSON.stringify(subject) !== JSON.stringify(this.#subject);
    this.#subject = subject;
    if (changed || !this.known) this.#soon(this.known ? gatherMs : 0);
  }

  #soon(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#load(), ms);
  }

  async #load(): Promise<void> {
    const ask = ++this.#ask;
    const subject = this.#subject;
    const result = subject && (await call('log.recent', { ...subject, limit: most }));
    if (ask !== this.#ask) return;
    this.entries = result?.ok ? result.value : [];
    this.known = result?.ok ?? false;
  }
}
