/** Secrets that were typed or read a moment ago. They are removed from what is reported while they are used. */
import { Redactor } from '../net/redaction/redactor.ts';
import { secondMs } from '../shared/base/time-units.ts';
import { numberSettings } from '../shared/domain/settings.ts';
import type { Secret, Vault } from './vault.ts';

/** Milliseconds: as long as a request can take. */
const keptMs = numberSettings.timeoutSeconds.max * secondMs;
/** More are not in use at once. */
const maxKept = 8;

export class RecentSecrets {
  /** The one that was used last stands last. */
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #redactor: Redactor | null = null;

  /** The same vault; every secret that is read from it or written into it is remembered. */
  watch<V extends Vault>(vault: V): V {
    const read: Vault['read'] = async (accountId, signal) => {
      const found = await vault.read(accountId, signal);
      if (found.ok && found.value !== null) this.remember(found.value);
      return found;
    };
    const write: Vault['write'] = (accountId, secret) => {
      this.remember(secret);
      return vault.write(accountId, secret);
    };
    // Its other methods stay its own.
    return new Proxy(vault, {
      get: (target, name) => {
        if (name === 'read') return read;
        if (name === 'write') return write;
        const own: unknown = Reflect.get(target, name, target);
        return typeof own === 'function' ? (own.bind(target) as unknown) : own;
      },
    });
  }

  remember({ password, clientKey }: Pick<Secret, 'password' | 'clientKey'>): void {
    for (const secret of [password, clientKey]) {
      if (secret === '') continue;
      const isNew = !this.#forget(secret);
      this.#timers.set(secret, setTimeout(() => this.#drop(secret), keptMs).unref());
      if (isNew) this.#redactor = null;
      const [oldest] = this.#timers.keys();
      if (this.#timers.size > maxKept && oldest !== undefined) this.#drop(oldest);
    }
  }

  /** Removes the secrets that are remembered, in every encoding that the redactor knows. */
  redact(line: string): string {
    this.#redactor ??= new Redactor({ typed: [...this.#timers.keys()], base64: [] });
    return this.#redactor.text(line);
  }

  #drop(secret: string): void {
    this.#forget(secret);
    this.#redactor = null;
  }

  /** Whether it was remembered. */
  #forget(secret: string): boolean {
    clearTimeout(this.#timers.get(secret));
    return this.#timers.delete(secret);
  }
}
