/** Secrets that were read or typed a moment ago: an error that they are in may be reported while they are used, and soon after. */
import { Redactor } from '../net/redaction/redactor.ts';
import { minuteMs } from '../shared/base/time-units.ts';
import type { Secret, Vault } from './vault.ts';

export class RecentSecrets {
  readonly #kept = new Map<string, number>();

  /** `now`: milliseconds of a clock that is never put back. */
  constructor(private readonly now: () => number) {}

  /** The same vault; every secret that is read from it or written into it is remembered for a minute. */
  watch<V extends Vault>(vault: V): V {
    const read: Vault['read'] = async (accountId, signal) => {
      const found = await vault.read(accountId, signal);
      if (found.ok && found.value !== null) this.#remember(found.value);
      return found;
    };
    const write: Vault['write'] = (accountId, secret) => {
      this.#remember(secret);
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

  /** Removes the secrets that are remembered, in every encoding that the redactor knows. */
  redact(line: string): string {
    this.#forget();
    if (this.#kept.size === 0) return line;
    return new Redactor({ typed: [...this.#kept.keys()], base64: [] }).text(line);
  }

  #remember({ password, clientKey }: Secret): void {
    this.#forget();
    for (const one of [password, clientKey]) if (one !== '') this.#kept.set(one, this.now() + minuteMs);
  }

  #forget(): void {
    for (const [one, until] of this.#kept) if (until <= this.now()) this.#kept.delete(one);
  }
}
