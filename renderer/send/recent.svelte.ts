/** The latest sends of the message in the form. */
import type { EntrySummary, Input } from '../../electron/shared/ipc/contract.ts';
import { call } from '../ipc/bridge.ts';
import { resource } from '../stores/resource.svelte.ts';

const most = 8;
/**
 * Milliseconds. An entry changes twice in quick succession, when it is written and when it gets its outcome; and a list is typed letter by
 * letter.
 */
const gatherMs = 100;

type Subject = Omit<Input<'log.recent'>, 'limit'>;

export class RecentEntries {
  #subject: Subject | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #entries = resource({
    load: () => this.#subject && call('log.recent', { ...this.#subject, limit: most }),
    reloadOn: { entryChanged: true, logChanged: true },
    delayMs: gatherMs,
    onFailure: 'clear',
  });

  get entries(): readonly EntrySummary[] {
    return this.#entries.value ?? [];
  }

  get known(): boolean {
    return this.#entries.known;
  }

  /** Returns a function that stops listening. */
  start(): () => void {
    const stop = this.#entries.start();
    return () => {
      stop();
      clearTimeout(this.#timer);
    };
  }

  /** The old rows stay until the result is here. `null`: there is nothing to query yet. */
  about(subject: Subject | null): void {
    const changed = JSON.stringify(subject) !== JSON.stringify(this.#subject);
    this.#subject = subject;
    if (!changed && this.known) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#entries.reload(), this.known ? gatherMs : 0);
  }
}
