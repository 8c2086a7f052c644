/** The presets whose list or template is gone, as far as the kept names of lists and templates tell. Reads nothing from WhatCounts. */
import type { MissingReferences } from '../../electron/shared/ipc/contract.ts';
import { call, on } from '../ipc/bridge.ts';

class MissingReferencesStore {
  #gone = $state.raw<ReadonlyMap<string, MissingReferences>>(new Map());
  #accountId: string | null = null;
  #asked = 0;

  /** Returns the way to stop. */
  start(): () => void {
    const again = (): void => void this.#load();
    const stops = [on('catalogChanged', again), on('presetsChanged', again), on('accountsChanged', again)];
    return () => stops.forEach((stop) => stop());
  }

  /** Presets for any account are judged by this one, that of the form; empty for none. */
  follow(accountId: string): void {
    if (accountId === this.#accountId) return;
    this.#accountId = accountId;
    void this.#load();
  }

  of(presetId: string): MissingReferences | undefined {
    return this.#gone.get(presetId);
  }

  /** Only a mark hangs on it, so after a failure there is none. Before the first `follow` nobody looks at it. */
  async #load(): Promise<void> {
    if (this.#accountId === null) return;
    const asked = ++this.#asked;
    const result = await call('catalog.missingReferences', { accountId: this.#accountId });
    if (asked === this.#asked) this.#gone = new Map(result.ok ? result.value.map((gone) => [gone.presetId, gone]) : []);
  }
}

export const missingReferences = new MissingReferencesStore();
