/** The lists and templates that can be picked for the account in the form. */
import type { Catalog, UsedNames } from '../../electron/shared/ipc/contract.ts';
import { call, on } from '../ipc/bridge.ts';

class FormCatalog {
  /** `null` until it is known. */
  value = $state.raw<Catalog | null>(null);
  used = $state.raw<UsedNames>({ lists: [], templates: [] });
  /** Whether a list is being looked for: what is typed then is no name yet. */
  seeksList = $state(false);
  /** Why not even what is kept could be told; empty otherwise. */
  failure = $state('');
  #accountId = '';
  /** Whether somebody came to pick a name before the account was known, right after a start. */
  #wantedEarly = false;

  /** Returns the way to stop. */
  start(): () => void {
    if (this.#accountId !== '') void this.#load();
    return on('catalogChanged', ({ accountId }) => {
      if (accountId === this.#accountId) void this.#load();
    });
  }

  /** The form is for another account, or none. Asks for what is kept, and for nothing from WhatCounts. */
  follow(accountId: string): void {
    if (accountId === this.#accountId) return;
    this.#accountId = accountId;
    this.value = null;
    this.failure = '';
    this.used = { lists: [], templates: [] };
    if (accountId === '') return;
    void this.#load();
    if (this.#wantedEarly) this.wanted();
  }

  /** Somebody comes to pick a name: what is old is read anew meanwhile. */
  wanted(): void {
    this.#wantedEarly = this.#accountId === '';
    if (this.#wantedEarly) return;
    void this.#loadUsed();
    void this.#refresh(false);
  }

  refresh(): void {
    void this.#refresh(true);
  }

  /** The end of the reading is told by `catalogChanged`. */
  async #refresh(always: boolean): Promise<void> {
    const accountId = this.#accountId;
    const result = await call('catalog.refresh', { accountId, always });
    if (accountId === this.#accountId && !result.ok) this.failure = result.error.sentence;
  }

  async #load(): Promise<void> {
    const accountId = this.#accountId;
    const result = await call('catalog.get', { accountId });
    if (accountId !== this.#accountId) return;
    this.failure = result.ok ? '' : result.error.sentence;
    this.value = result.ok ? result.value : null;
  }

  /** Only the order hangs on it, so a failure is not worth a word. */
  async #loadUsed(): Promise<void> {
    const accountId = this.#accountId;
    const result = await call('catalog.used', { accountId });
    if (accountId === this.#accountId && result.ok) this.used = result.value;
  }
}

export const formCatalog = new FormCatalog();
