/** The request as it would go, asked from main while one types. */
import type { FieldErrors, Message, RequestPreview } from '../../electron/bridge/contract.ts';
import { call } from '../bridge.ts';

/** Long enough not to ask for every letter of a fast typist, too short to be noticed. */
const debounceMs = 80;

class Preview {
  request = $state.raw<RequestPreview | null>(null);
  fields = $state.raw<FieldErrors>({});
  /** Why there is neither a request nor words about fields. */
  failure = $state('');
  #ask = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What is shown stays until the answer is here; of several at once the last one counts. */
  soon(message: Message): void {
    clearTimeout(this.#timer);
    const ask = ++this.#ask;
    this.#timer = setTimeout(() => void this.#load(message, ask), debounceMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #load(message: Message, ask: number): Promise<void> {
    const answer = await call('send.preview', message);
    if (ask !== this.#ask) return;
    this.request = answer.ok ? answer.value.request : null;
    this.fields = answer.ok ? answer.value.fields : (answer.error.fields ?? {});
    this.failure = answer.ok || answer.error.fields ? '' : answer.error.sentence;
  }
}

export const preview = new Preview();
