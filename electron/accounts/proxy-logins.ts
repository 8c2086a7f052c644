/** The logins for proxies. They are stored like the secrets of accounts, and sent only to the proxy that they were typed for. */
import { fail, ok, type Result } from '../shared/domain/result.ts';
import { checkProxyLogin, type ProxyLoginDraft, type ProxyLoginView, type ProxyScheme } from '../shared/domain/proxy-login.ts';
import type { ProxyKey, ProxyLoginStore, ProxyRecord } from './proxy-login-store.ts';
import { ProxySecrets } from './proxy-secret.ts';
import type { Vaults } from './secret-keeper.ts';
import type { UndoWrite } from './vault.ts';

export interface ProxyLoginsDeps {
  store: ProxyLoginStore;
  vaults: Vaults;
  /** Called with a text for people when a password could not be removed or restored. */
  notify: (sentence: string) => void;
}

/** The credentials for the CONNECT request to a proxy. */
export interface ProxyCredentials {
  user: string;
  password: string;
}

/**
 * Changes run one after the other, and each one is made completely or not at all. Failures: `invalid`, `secretMissing`, `cannotSave`,
 * `noSuchProxy`, and those of the keychain.
 */
export class ProxyLogins {
  readonly #deps: ProxyLoginsDeps;
  readonly #secrets: ProxySecrets;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(deps: ProxyLoginsDeps) {
    this.#deps = deps;
    this.#secrets = new ProxySecrets(deps.vaults);
  }

  list(): readonly ProxyLoginView[] {
    return this.#deps.store
      .list()
      .map((record) => ({ ...record, hasPassword: this.#secrets.has(record) && !this.#secrets.isMissing(record) }));
  }

  /** Whether the keychain should contain a password for a proxy. */
  expectsKeychain(): boolean {
    return this.#deps.store.list().some((record) => record.backend === 'keychain');
  }

  /** Checks which passwords are no longer in the keychain, without opening a prompt. */
  async lookForSecrets(): Promise<void> {
    for (const record of this.#deps.store.list()) await this.#secrets.look(record);
  }

  /**
   * The login for the proxy with this scheme at `host:port`; `null` if none is stored. Fails like the vault. Aborting `signal` stops
   * waiting for a prompt of the keychain.
   */
  readonly loginFor = async (scheme: ProxyScheme, address: string, signal?: AbortSignal): Promise<Result<ProxyCredentials | null>> => {
    const record = this.#deps.store.get({ scheme, address: address.toLowerCase() });
    const password = record ? await this.#secrets.read(record, signal) : ok(null);
    if (!password.ok) return password;
    return ok(record !== null && password.value !== null ? { user: record.user, password: password.value } : null);
  };

  /** Adds a login, or replaces the one for the same proxy. */
  save(draft: ProxyLoginDraft): Promise<Result<readonly ProxyLoginView[]>> {
    return this.#inTurn(() => this.#save(draft));
  }

  /** Removes a login with its password, wherever that is stored. The login is kept if its password can't be removed. */
  remove(key: ProxyKey): Promise<Result<readonly ProxyLoginView[]>> {
    return this.#inTurn(async () => {
      const { store, notify } = this.#deps;
      const record = store.get(key);
      if (record === null) return fail('noSuchProxy', 'This login is no longer there: it was removed meanwhile.');
      const cleared = await this.#secrets.clear(record);
      // If there is no keychain any more, its logins can be removed all the same. A locked one can be unlocked first.
      if (!cleared.ok && cleared.error.code !== 'vaultAbsent') {
        return fail(cleared.error.code, `The login for ${record.address} was not removed. ${cleared.error.sentence}`);
      }
      const removed = store.remove(record);
      if (!removed.ok) {
        if (cleared.ok) await this.#undo(cleared.value, notPutBack(record));
        return removed;
      }
      if (!cleared.ok) notify(mayBeLeft(record));
      return ok(this.list());
    });
  }

  async #save(draft: ProxyLoginDraft): Promise<Result<readonly ProxyLoginView[]>> {
    const { store, notify } = this.#deps;
    const checked = checkProxyLogin(draft, (tidy) => {
      const known = store.get(tidy);
      return known !== null && known.user === tidy.user && this.#secrets.has(known);
    });
    if (!checked.ok) return checked;
    const { scheme, address, user, keepInMemory } = checked.value;
    const before = store.get({ scheme, address });
    const unsaid = store.get({ scheme: 'unsaid', address });
    const password = await this.#passwordOf(checked.value, before);
    if (!password.ok) return password;
    const next: ProxyRecord = { scheme, address, user, backend: keepInMemory ? 'memory' : 'keychain' };
    const written = await this.#secrets.write(next, password.value);
    if (!written.ok) return fail(written.error.code, written.error.sentence, { password: written.error.sentence });
    const saved = store.put(next);
    if (!saved.ok) {
      await this.#undo(written.value, before?.backend === next.backend ? notPutBack(before) : mayBeLeft(next));
      return saved;
    }
    for (const old of [before?.backend === next.backend ? null : before, unsaid]) {
      if (old !== null && !(await this.#secrets.leave(old)).ok) notify(mayBeLeft(old));
    }
    return ok(this.list());
  }

  async #passwordOf({ password }: ProxyLoginDraft, before: ProxyRecord | null): Promise<Result<string>> {
    if (password !== '' || before === null) return ok(password);
    const stored = await this.#secrets.read(before);
    if (!stored.ok) return stored;
    if (stored.value !== null) return ok(stored.value);
    const sentence = 'What was stored is no longer there. Type the password again.';
    return fail('secretMissing', sentence, { password: sentence });
  }

  /** Undoes the change of a password after its record could not be written. `sentence` is the notice if that fails as well. */
  async #undo(undo: UndoWrite, sentence: string): Promise<void> {
    const undone = await undo();
    if (!undone.ok) this.#deps.notify(sentence);
  }

  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const done = this.#tail.then(change);
    this.#tail = done.catch(() => undefined);
    return done;
  }
}

const mayBeLeft = ({ address }: ProxyRecord): string =>
  `A password for the proxy ${address} could not be removed from the keychain. It may be there still, under Keypost; Keypost no longer uses it.`;

const notPutBack = ({ address }: ProxyRecord): string =>
  `The password for the proxy ${address} could not be put back where it was. Open Settings and type it again.`;
