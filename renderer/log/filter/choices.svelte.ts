/** The values in the log that can be filtered by. */
import type { LogChoices } from '../../../electron/shared/ipc/contract.ts';
import { call } from '../../ipc/bridge.ts';

class Choices {
  /** `null` until they are loaded; after that, the last ones that were loaded. */
  value = $state.raw<LogChoices | null>(null);
  failure = $state('');

  #request = 0;

  async load(): Promise<void> {
    const request = ++this.#request;
    const result = await call('log.choices', null);
    if (request !== this.#request) return;
    this.failure = result.ok ? '' : result.error.sentence;
    if (result.ok) this.value = result.value;
  }
}

export const choices = new Choices();
