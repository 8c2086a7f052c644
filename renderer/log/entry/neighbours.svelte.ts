/** Other sends to the customer key of the entry that is shown. */
import { foldLookAlikes } from '../../../electron/shared/base/fold-look-alikes.ts';
import type { EntrySummary } from '../../../electron/shared/ipc/contract.ts';
import { call } from '../../ipc/bridge.ts';
import { resource } from '../../stores/resource.svelte.ts';

/** Milliseconds. An entry changes twice in quick succession: when it is written and when it gets its outcome. */
const gatherMs = 100;

type Subject = Pick<EntrySummary, 'id' | 'customerKey'>;

export class KeyNeighbours {
  #subject: Subject | null = null;
  readonly #neighbours = resource({
    load: () => this.#subject && call('log.sendsToSameKey', { id: this.#subject.id }),
    reloadOn: { entryChanged: (changed) => this.#isOfSubject(changed), logChanged: true },
    delayMs: gatherMs,
    onFailure: 'clear',
  });

  /** Newest first. The previous entry's rows stay until the next ones are loaded; `null` before the first, and after a failure. */
  readonly entries: readonly EntrySummary[] | null = $derived.by(() => {
    const { value } = this.#neighbours;
    return value && [...[...value.later].reverse(), ...value.earlier];
  });

  get failure(): string {
    return this.#neighbours.failure;
  }

  /** Returns a function that stops listening. */
  start(): () => void {
    return this.#neighbours.start();
  }

  show({ id, customerKey }: Subject): void {
    const same = id === this.#subject?.id;
    this.#subject = { id, customerKey };
    if (!same) void this.#neighbours.reload();
  }

  /** The query in the main process is stricter; one query too many does no harm. */
  #isOfSubject({ customerKey }: EntrySummary): boolean {
    return foldLookAlikes(customerKey) === foldLookAlikes(this.#subject?.customerKey ?? '');
  }
}
