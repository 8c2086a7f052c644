/** The catalog of the account in the form: lists and templates to pick from. */
import type { Catalog, UsedNames } from '../../electron/shared/ipc/contract.ts';
import { call } from '../ipc/bridge.ts';
import { resource } from '../stores/resource.svelte.ts';

const noNames: UsedNames = { lists: [], templates: [] };

class FormCatalog {
  /** Whether the user is searching the list: then the typed text isn't a name yet. */
  isSearchingList = $state(false);
  #accountId = '';
  /** Whether the catalog was wanted before the account was known, right after the start. */
  #isRefreshDue = false;
  readonly #catalog = resource({
    load: () => (this.#accountId === '' ? null : call('catalog.get', { accountId: this.#accountId })),
    reloadOn: { catalogChanged: ({ accountId }) => accountId === this.#accountId },
    onFailure: 'clear',
  });
  /** It only affects the order, so a failure isn't reported. */
  readonly #used = resource({ load: () => call('catalog.recentNames', { accountId: this.#accountId }), onFailure: 'keep' });

  /** `null` until it is loaded. */
  get value(): Catalog | null {
    return this.#catalog.value;
  }

  get used(): UsedNames {
    return this.#used.value ?? noNames;
  }

  /** Why not even the stored catalog could be loaded; empty otherwise. */
  get failure(): string {
    return this.#catalog.failure;
  }

  /** Returns a function that stops listening. */
  start(): () => void {
    void this.#catalog.reload();
    return this.#catalog.start();
  }

  /** The form's account changed. Loads the stored catalog, without a request to WhatCounts. */
  follow(accountId: string): void {
    if (accountId === this.#accountId) return;
    this.#accountId = accountId;
    this.#catalog.clear();
    this.#used.clear();
    if (accountId === '') return;
    void this.#catalog.reload();
    if (this.#isRefreshDue) this.refreshIfOld();
  }

  /** The user opens the names: refresh an outdated catalog in the background. */
  refreshIfOld(): void {
    this.#isRefreshDue = this.#accountId === '';
    if (this.#isRefreshDue) return;
    void this.#used.reload();
    void this.#refresh(false);
  }

  refresh(): void {
    void this.#refresh(true);
  }

  /** The end of the refresh is reported by `catalogChanged`. */
  async #refresh(always: boolean): Promise<void> {
    const accountId = this.#accountId;
    const result = await call('catalog.refresh', { accountId, always });
    if (accountId === this.#accountId && !result.ok) this.#catalog.failure = result.error.sentence;
  }
}

export const formCatalog = new FormCatalog();
