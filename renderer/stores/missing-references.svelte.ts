/** The presets whose list or template no longer exists, according to the stored catalogs. Makes no request to WhatCounts. */
import type { MissingReferences } from '../../electron/shared/ipc/contract.ts';
import { call } from '../ipc/bridge.ts';
import { resource } from './resource.svelte.ts';

class MissingReferencesStore {
  /** `null` before the first `follow`: nothing is loaded until then. */
  #accountId: string | null = null;
  /** A failure only hides the marks. */
  readonly #presets = resource({
    load: () => (this.#accountId === null ? null : call('catalog.missingReferences', { accountId: this.#accountId })),
    reloadOn: { catalogChanged: true, presetsChanged: true, accountsChanged: true },
    onFailure: 'clear',
  });
  readonly #byPreset: ReadonlyMap<string, MissingReferences> = $derived(
    new Map(this.#presets.value?.map((preset) => [preset.presetId, preset])),
  );

  /** Returns a function that stops listening. */
  start(): () => void {
    return this.#presets.start();
  }

  /** The account of the form, which presets for any account are checked against; empty for none. */
  follow(accountId: string): void {
    if (accountId === this.#accountId) return;
    this.#accountId = accountId;
    void this.#presets.reload();
  }

  of(presetId: string): MissingReferences | undefined {
    return this.#byPreset.get(presetId);
  }
}

export const missingReferences = new MissingReferencesStore();
