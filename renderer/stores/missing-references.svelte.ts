/** The presets whose list or template no longer exists, according to the stored catalogs. Makes no request to WhatCounts. */
import type { MissingReferences } from '../../electron/shared/ipc/contract.ts';
import { call, on } from '../ipc/bridge.ts';

class MissingReferencesStore {
  #missing = $state.raw<ReadonlyMap<string, MissingReferences>>(new Map());
  #accountId: string | null = null;
  #request = 0;

  /** Returns a function that stops listening. */
  start(): () => void {
    const again = (): void => void this.#load();
    const stops = [on('catalogChanged', again), on('presetsChanged', again), on('accountsChanged', again)];
    return () => stops.forEach((stop) => stop());
  }

  /** The account of the form, which presets for any account are checked against; empty for none. */
  follow(accountId: string): void {
    if (accountId === this.#accountId) return;
    this.#accountId = accountId;
    void this.#load();
  }

  of(presetId: string): MissingReferences | undefined {
    return this.#missing.get(presetId);
  }

  /** A failure only hides the marks. Before the first `follow` nothing is loaded. */
  async #load(): Promise<void> {
    if (this.#accountId === null) return;
    const request = ++this.#request;
    const result = await call('catalog.missingReferences', { accountId: this.#accountId });
    if (request === this.#request) this.#missing = new Map(result.ok ? result.value.map((preset) => [preset.presetId, preset]) : []);
  }
}

export const missingReferences = new MissingReferencesStore();
