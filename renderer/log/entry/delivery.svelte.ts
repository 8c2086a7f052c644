/** What became of one message, from the page's side: the last look, and the one under way. */
import type { DeliveryStatus } from '../../../electron/shared/ipc/contract.ts';
import { call } from '../../ipc/bridge.ts';

export class DeliveryLook {
  /** `null` where nobody looked since Keypost started. */
  value = $state.raw<DeliveryStatus | null>(null);
  busy = $state(false);
  /** Why WhatCounts could not be asked; empty otherwise. */
  failure = $state('');

  readonly #id: number;

  constructor(id: number) {
    this.#id = id;
    void this.#load();
  }

  /** What was told before stays while the question is under way, and where it fails. */
  async check(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = '';
    const result = await call('delivery.check', { id: this.#id });
    this.busy = false;
    if (result.ok) this.value = result.value;
    else this.failure = result.error.sentence;
  }

  /** Empty when it was opened, else why not. */
  async open(address: string): Promise<string> {
    const result = await call('delivery.openSnapshot', { id: this.#id, address });
    return result.ok ? '' : result.error.sentence;
  }

  /** Touches no network. A look that has come meanwhile is newer. */
  async #load(): Promise<void> {
    const result = await call('delivery.known', { id: this.#id });
    if (result.ok && this.value === null) this.value = result.value;
  }
}
