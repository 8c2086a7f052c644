/** Delivery status of one message: the last result, and the request that is running. */
import type { DeliveryStatus } from '../../../electron/shared/ipc/contract.ts';
import { call } from '../../ipc/bridge.ts';

export class DeliveryCheck {
  /** `null` if it wasn't requested since Keypost started. */
  value = $state.raw<DeliveryStatus | null>(null);
  busy = $state(false);
  /** Why WhatCounts could not be asked; empty otherwise. */
  failure = $state('');

  readonly #id: number;

  constructor(id: number) {
    this.#id = id;
    void this.#load();
  }

  /** The previous result stays while the request is running, and if it fails. */
  async check(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = '';
    const result = await call('delivery.check', { id: this.#id });
    this.busy = false;
    if (result.ok) this.value = result.value;
    else this.failure = result.error.sentence;
  }

  /** Empty if it was opened, otherwise the reason why not. */
  async open(address: string): Promise<string> {
    const result = await call('delivery.openSnapshot', { id: this.#id, address });
    return result.ok ? '' : result.error.sentence;
  }

  /** Makes no network request. A result that arrived in the meantime is newer and stays. */
  async #load(): Promise<void> {
    const result = await call('delivery.cached', { id: this.#id });
    if (result.ok && this.value === null) this.value = result.value;
  }
}
