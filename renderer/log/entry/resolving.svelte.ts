/** Resolving one unknown send: the note being typed, the operation that is running, and its result. */
import type { AskReport, EntryDetail, Envelope, Failure } from '../../../electron/shared/ipc/contract.ts';
import { call } from '../../ipc/bridge.ts';
import { momentTime } from '../../text/time-text.ts';

export type ResolveAction = 'ask' | 'accepted' | 'not sent';

const unchangedText: Readonly<Record<Exclude<AskReport['result'], 'found' | 'failed'>, string>> = {
  notFound: 'No SENT event of this send was found, so nothing was changed.',
  unclear: "The SENT events don't show this, so nothing was changed.",
};

export class Resolving {
  note = $state('');
  noteError = $state('');
  /** The operation that is running, or `null`. */
  busy = $state<ResolveAction | null>(null);
  failure = $state('');
  /** What the last check found; the history has the details. */
  status = $state('');

  readonly #id: number;

  constructor(id: number) {
    this.#id = id;
  }

  /** Whether the send is resolved now. The note stays until then, even after a failure. */
  async run(action: ResolveAction): Promise<boolean> {
    if (this.busy !== null) return false;
    this.busy = action;
    this.failure = this.noteError = this.status = '';
    const resolved = action === 'ask' ? await this.#askWhatCounts() : await this.#resolveAs(action);
    this.busy = null;
    if (resolved) openResolvings.delete(this.#id);
    return resolved;
  }

  async #resolveAs(outcome: 'accepted' | 'not sent'): Promise<boolean> {
    const result: Envelope<EntryDetail> = await call('log.resolve', { id: this.#id, outcome, note: this.note });
    if (!result.ok) this.#refused(result.error);
    return result.ok;
  }

  async #askWhatCounts(): Promise<boolean> {
    const asked = await call('log.askWhatCounts', { id: this.#id, note: this.note });
    if (!asked.ok) {
      this.#refused(asked.error);
      return false;
    }
    const { result, sentence } = asked.value;
    if (result === 'failed') this.failure = sentence;
    else if (result !== 'found') {
      this.status = `Asked ${momentTime(Date.now())}. ${unchangedText[result]} See the history for details.`;
      // It is part of the history now.
      this.note = '';
    }
    return result === 'found';
  }

  #refused({ sentence, fields }: Failure): void {
    this.noteError = fields?.['note'] ?? '';
    if (this.noteError === '') this.failure = sentence;
  }
}

/** Visiting another entry or screen loses neither the note nor the running operation. */
// eslint-disable-next-line svelte/prefer-svelte-reactivity -- only looked up by id, never shown as a list
const openResolvings = new Map<number, Resolving>();

export function resolvingOf(id: number): Resolving {
  const there = openResolvings.get(id) ?? new Resolving(id);
  openResolvings.set(id, there);
  return there;
}
