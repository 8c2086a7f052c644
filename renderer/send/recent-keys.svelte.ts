/** Recently used customer keys of the account in the form. */
import { call } from '../ipc/bridge.ts';
import { resource } from '../stores/resource.svelte.ts';
import { form } from './send-form.svelte.ts';

class RecentKeys {
  open = $state(false);
  /** Whether the menu was asked for and not closed since. */
  #isWanted = false;
  readonly #keys = resource({
    load: () => (form.fields.accountId === '' ? null : call('recipient.recentKeys', { accountId: form.fields.accountId })),
    onFailure: 'clear',
  });

  /** Newest first; empty if there are none. */
  get keys(): readonly string[] {
    return this.#keys.value ?? [];
  }

  get failure(): string {
    return this.#keys.failure;
  }

  /** Loads the keys first, so that the menu opens complete. */
  async show(): Promise<void> {
    this.#isWanted = true;
    const { accountId } = form.fields;
    await this.#keys.reload();
    // Keys of another account would name other contacts.
    if (form.fields.accountId !== accountId) this.#keys.clear();
    else this.open = this.#isWanted;
  }

  hide(): void {
    this.#isWanted = false;
    this.open = false;
  }
}

export const recentKeys = new RecentKeys();
