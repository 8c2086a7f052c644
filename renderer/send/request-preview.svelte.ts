/** The request as it would be sent, built by the main process while the user types. */
import type { FieldErrors, Message, RequestPreviewResult, RequestPreview } from '../../electron/shared/ipc/contract.ts';
import { call } from '../ipc/bridge.ts';

class RequestPreviewStore {
  request = $state.raw<RequestPreview | null>(null);
  fields = $state.raw<FieldErrors>({});
  /** One-click fixes for those fields. */
  fixes = $state.raw<RequestPreviewResult['fixes']>({});
  /** The message that this preview is about. */
  previewed = $state.raw<Message | null>(null);
  /** Why there is neither a request nor a field error. */
  failure = $state('');
  #next: Message | null = null;
  #isLoading = false;

  /** One preview at a time; of the changes made meanwhile only the last is previewed next. */
  async follow(message: Message): Promise<void> {
    this.#next = message;
    if (this.#isLoading) return;
    this.#isLoading = true;
    while (this.#next) {
      const asked: Message = this.#next;
      this.#next = null;
      await this.#load(asked);
    }
    this.#isLoading = false;
  }

  async #load(message: Message): Promise<void> {
    const result = await call('send.requestPreview', message);
    this.request = result.ok ? result.value.request : null;
    this.fields = result.ok ? result.value.fields : (result.error.fields ?? {});
    this.fixes = result.ok ? result.value.fixes : {};
    this.previewed = message;
    this.failure = result.ok || result.error.fields ? '' : result.error.sentence;
  }
}

export const requestPreview = new RequestPreviewStore();
