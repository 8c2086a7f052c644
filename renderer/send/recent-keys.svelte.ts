/** Recently used customer keys of the account in the form. */
import { call } from '../ipc/bridge.ts';
import { form } from './send-form.svelte.ts';

class RecentKeys {
  /** Newest first; empty if there are none. */
  keys = $state.raw<readonly string[]>([]);
  failure = $state('');
  open = $state(false);
  #ask = 0;

  /** Loads the keys first, so that the menu opens complete. */
  async show(): Promise<void> {
    const ask = ++this.#ask;
    const { accountId } = form.fields;
    const result = accountId === '' ? null : await call('recipient.recentKeys', { accountId });
    if (ask !== this.#ask) return;
    this.keys = result?.ok ? result.value : [];
    this.failure = result === null || result.ok ? '' : result.error.sentence;
    this.open = true;
  }

  hide(): void {
    this.#ask++;
    this.open = false;
  }
}

export const recentKeys = new RecentKeys();
