/** Secrets that should be in the keychain but aren't: removed there, lost with a keyring, or replaced by something else. */
import type { Result } from '../shared/domain/result.ts';
import type { Secret } from './vault.ts';

export class MissingSecrets {
  readonly #ids = new Set<string>();

  /** `changed` is called when a secret turns out to be missing, or to be there again. */
  constructor(private readonly changed: () => void) {}

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  set(id: string, missing: boolean): void {
    if (missing === this.#ids.has(id)) return;
    if (missing) this.#ids.add(id);
    else this.#ids.delete(id);
    this.changed();
  }

  /**
   * Updates the state after a read. `fits`: whether the result is the secret that was expected. A failure of the keychain changes nothing.
   */
  learn(id: string, read: Result<Secret | null>, fits: (secret: Secret) => boolean): void {
    if (read.ok) this.set(id, read.value === null || !fits(read.value));
    else if (read.error.code === 'vaultUnreadable') this.set(id, true);
  }
}
