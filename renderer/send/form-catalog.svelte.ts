/** The catalog of the account in the form: lists and templates to pick from. */
import type { Catalog, UsedNames } from '../../electron/shared/ipc/contract.ts';
import { call, on } from '../ipc/bridge.ts';

class FormCatalog {
  /** `null` until it is loaded. */
  value = $state.raw<Catalog | null>(null);
  used = $state.raw<UsedNames>({ lists: [], templates: [] });
  /** Whether the user is searching the list: then the typed text isn't a name yet. */
  isSearchingList = $state(false);
  /** Why not even the stored catalog could be loaded; empty otherwise. */
  failure = $state('');
  #accountId = '';
  /** Whether the catalog was wanted before the account was known, right after the start. */
  #isRefreshDue = false;

  /** Returns a function that stops listening. */
  start(): () => void {
    if (this.#accountId !== '') void this.#load();
    return on('catalogChanged', ({ accountId }) => {
      if (accountId === this.#accountId) void this.#load();
    });
  }

  /** The form's account changed. Loads the stored catalog, without a request to WhatCounts. */
  follow(accountId: string): void {
    if (accountId === this.#accountId) return;
    this.#accountId = accountId;
    this.value = null;
    this.failure = '';
    this.used = { lists: [], templates: [] };
    if (accountId === '') return;
    void this.#load();
    if (this.#isRefreshDue) this.refreshIfOld();
  }

  /** The user opens the names: refresh an outdated catalog in the background. */
  refreshIfOld(): void {
    this.#isRefreshDue = this.#accountId === '';
    if (this.#isRefreshDue) return;
    void this.#loadUsed();
    void this.#refresh(false);
  }

  refresh(): void {
    void this.#refresh(true);
  }

  /** The end of the refresh is reported by `catalogChanged`. */
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

  /** It only affects the order, so a failure isn't reported. */
  async #loadUsed(): Promise<void> {
    const accountId = this.#accountId;
    const result = await call('catalog.used', { accountId });
    if (accountId === this.#accountId && result.ok) this.used = result.value;
  }
}

export const formCatalog = new FormCatalog();
