/** The logins for proxies: kept as the secrets of accounts are, and given to nobody but the proxy that they were typed for. */
import { fail, ok, type Result } from '../result.ts';
import { checkProxyLogin, type ProxyLoginDraft, type ProxyLoginView } from './proxy-login.ts';
import type { ProxyLoginStore, ProxyRecord } from './proxy-login-store.ts';
import type { Vaults } from './secret-keeper.ts';
import type { Secret } from './vault.ts';

export interface ProxyLoginParts {
  store: ProxyLoginStore;
  vaults: Vaults;
}

/** What goes into the CONNECT to a proxy. */
export interface ProxyCredentials {
  user: string;
  password: string;
}

/** Changes run one after the other. Failures: `invalid`, `cannotSave`, `noSuchProxy`, and those of the keychain. */
export class ProxyLogins {
  readonly #parts: ProxyLoginParts;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(parts: ProxyLoginParts) {
    this.#parts = parts;
  }

  list(): readonly ProxyLoginView[] {
    return this.#parts.store.list().map((record) => ({ ...record, hasPassword: this.#has(record) }));
  }

  /** The login for the proxy at `host:port`; `null` when none is stored. Fails like the vault. */
  readonly loginFor = async (address: string): Promise<Result<ProxyCredentials | null>> => {
    const record = this.#parts.store.get(address.toLowerCase());
    if (record === null || !this.#has(record)) return ok(null);
    const secret = await this.#parts.vaults[record.backend].read(vaultId(record.address));
    if (!secret.ok) return secret;
    const fits = secret.value?.siteUrl === siteOf(record.address) && secret.value.realm === record.user;
    return ok(secret.value && fits ? { user: record.user, password: secret.value.password } : null);
  };

  /** Adds a login, or replaces the one for the same address. */
  save(draft: ProxyLoginDraft): Promise<Result<readonly ProxyLoginView[]>> {
    return this.#inTurn(() => this.#save(draft));
  }

  /** Removes a login with its password; it stays when that can't be removed. */
  remove(address: string): Promise<Result<readonly ProxyLoginView[]>> {
    return this.#inTurn(async () => {
      const record = this.#parts.store.get(address);
      if (record === null) return fail('noSuchProxy', 'This login is no longer there: it was removed meanwhile.');
      const cleared = await this.#parts.vaults[record.backend].clear(vaultId(address), record.backend === 'keychain');
      if (!cleared.ok) return cleared;
      const removed = this.#parts.store.remove(address);
      return removed.ok ? ok(this.list()) : removed;
    });
  }

  async #save(draft: ProxyLoginDraft): Promise<Result<readonly ProxyLoginView[]>> {
    const { store, vaults } = this.#parts;
    const stored = (address: string, user: string): boolean => {
      const record = store.get(address);
      return record !== null && record.user === user && this.#has(record);
    };
    const checked = checkProxyLogin(draft, stored);
    if (!checked.ok) return checked;
    const { address, user, keepInMemory } = checked.value;
    const before = store.get(address);
    const password = await this.#passwordOf(checked.value, before);
    if (!password.ok) return password;
    const backend = keepInMemory ? 'memory' : 'keychain';
    const secret: Secret = { siteUrl: siteOf(address), realm: user, password: password.value, clientKey: '' };
    const written = await vaults[backend].write(vaultId(address), secret);
    if (!written.ok) return fail(written.error.code, written.error.sentence, { password: written.error.sentence });
    const saved = store.put({ address, user, backend });
    if (!saved.ok) {
      const undone = await written.value();
      return undone.ok ? saved : undone;
    }
    const moved = before !== null && before.backend !== backend;
    const left = moved ? await vaults[before.backend].clear(vaultId(address), true) : ok(null);
    return left.ok ? ok(this.list()) : left;
  }

  async #passwordOf({ password, address }: ProxyLoginDraft, before: ProxyRecord | null): Promise<Result<string>> {
    if (password !== '' || before === null) return ok(password);
    const stored = await this.#parts.vaults[before.backend].read(vaultId(address));
    if (!stored.ok) return stored;
    if (stored.value !== null) return ok(stored.value.password);
    const sentence = 'What was stored is no longer there. Type the password again.';
    return fail('secretMissing', sentence, { password: sentence });
  }

  #has({ address, backend }: ProxyRecord): boolean {
    return backend === 'keychain' || this.#parts.vaults.memory.has(vaultId(address));
  }

  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const done = this.#tail.then(change);
    this.#tail = done.catch(() => undefined);
    return done;
  }
}

const vaultId = (address: string): string => `proxy:${address}`;
const siteOf = (address: string): string => `proxy://${address}`;
