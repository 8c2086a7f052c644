/** Other sends to the customer key of the entry that is shown. */
import { foldText } from '../../../electron/shared/base/fold-text.ts';
import type { EntrySummary } from '../../../electron/shared/ipc/contract.ts';
import { call, on } from '../../ipc/bridge.ts';

/** Milliseconds. An entry changes twice in quick succession: when it is written and when it gets its outcome. */
const gatherMs = 100;

type Subject = Pick<EntrySummary, 'id' | 'customerKey'>;

export class KeyNeighbours {
  /** Newest first. The previous entry's rows stay until the next ones are loaded; `null` before the first. */
  entries = $state.raw<readonly EntrySummary[] | null>(null);
  failure = $state('');

  #subject: Subject | null = null;
  #request = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Returns a function that stops listening. */
  start(): () => void {
    const stops = [
      on('entryChanged', (changed) => {
        if (this.#isOfSubject(changed)) this.#loadSoon();
      }),
      on('logChanged', () => this.#loadSoon()),
    ];
    return () => {
      stops.forEach((stop) => stop());
      clearTimeout(this.#timer);
      this.#request++;
    };
  }

  show({ id, customerKey }: Subject): void {
    const same = id === this.#subject?.id;
    this.#subject = { id, customerKey };
    if (!same) void this.#load();
  }

  /** The query in the main process is stricter; one query too many does no harm. */
  #isOfSubject({ customerKey }: EntrySummary): boolean {
    return foldText(customerKey) === foldText(this.#subject?.customerKey ?? '');
  }

  #loadSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#load(), gatherMs);
  }

  async #load(): Promise<void> {
    if (!this.#subject) return;
    const request = ++this.#request;
    const result = await call('log.neighbours', { id: this.#subject.id });
    if (request !== this.#request) return;
    this.failure = result.ok ? '' : result.error.sentence;
    this.entries = result.ok ? [...[...result.value.later].reverse(), ...result.value.earlier] : [];
  }
}
