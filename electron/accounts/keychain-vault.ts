/** Keeps secrets in the keychain of the operating system: service `Keypost`, one entry an account. */
import * as v from 'valibot';
import { createRequire } from 'node:module';
import { fail, ok, type Result } from '../result.ts';
import { keychainFailure, keychainTrouble, loadTrouble } from './keychain-words.ts';
import { TimedLane } from './timed-lane.ts';
import { SecretSchema, type Secret, type UndoWrite, type Vault } from './vault.ts';

/** The calls of keytar that are used. Its `findCredentials` is not among them: it crashes on a locked libsecret item. */
export type Keytar = Pick<typeof import('keytar'), 'getPassword' | 'setPassword' | 'deletePassword' | 'findPassword'>;

export interface KeychainOptions {
  /** Milliseconds for each call to the keychain. */
  timeoutMs?: number;
  /** The entries' service name. */
  service?: string;
  platform?: NodeJS.Platform;
  load?: () => Promise<Keytar>;
}

/**
 * Loaded on first use, so that a missing native part or library is a trouble of the keychain and not of the start. By
 * `require`, because `import()` can't look into a packaged app's archive before Electron 28.
 */
const loadKeytar = (): Promise<Keytar> => Promise.resolve().then(() => createRequire(import.meta.url)('keytar') as Keytar);

/** An entry that is written and removed again to learn whether the keychain is open. */
const probe = 'Keypost probe';

export class KeychainVault implements Vault {
  readonly #options: Required<KeychainOptions>;
  readonly #lane: TimedLane;
  #keytar: Promise<Keytar> | null = null;

  constructor(options: KeychainOptions = {}) {
    this.#options = { timeoutMs: 5000, service: 'Keypost', platform: process.platform, load: loadKeytar, ...options };
    this.#lane = new TimedLane(this.#options.timeoutMs);
  }

  async read(accountId: string): Promise<Result<Secret | null>> {
    const entry = await this.#get(accountId);
    if (!entry.ok) return entry;
    if (entry.value === null) {
      const open = await this.#checkOpen();
      return open.ok ? ok(null) : open;
    }
    const secret = parse(entry.value);
    return secret
      ? ok(secret)
      : fail('vaultFailed', 'The keychain holds something else than a password here. Type password and key again.');
  }

  async write(accountId: string, secret: Secret): Promise<Result<UndoWrite>> {
    const before = await this.#get(accountId);
    if (!before.ok) return before;
    const entry = JSON.stringify(secret);
    const written = await this.#set(accountId, entry, before.value);
    if (!written.ok) return written;
    const kept = await this.#get(accountId);
    if (!kept.ok || kept.value !== entry) {
      await this.#putBack(accountId, before.value);
      return kept.ok ? keychainFailure('failed', this.#options.platform) : kept;
    }
    return ok(() => this.#putBack(accountId, before.value));
  }

  async clear(accountId: string, expected: boolean): Promise<Result<null>> {
    const cleared = await this.#call((keytar) => keytar.deletePassword(this.#options.service, accountId));
    if (!cleared.ok) return cleared;
    return cleared.value || !expected ? ok(null) : this.#checkOpen();
  }

  /**
   * Whether the keychain can be used. Looking for any entry of Keypost prompts only where there is one and it is locked,
   * and changes nothing. `expected` (there should be an entry) adds the check that tells a locked keychain from an empty
   * one, which may prompt.
   */
  async probe(expected: boolean): Promise<Result<null>> {
    const found = await this.#call((keytar) => keytar.findPassword(this.#options.service));
    if (!found.ok) return found;
    return found.value === null && expected ? this.#checkOpen() : ok(null);
  }

  /**
   * libsecret answers "nothing there" for what is there but stays locked because its prompt was dismissed. Only a write
   * tells the two apart. Elsewhere a locked keychain says so itself.
   */
  async #checkOpen(): Promise<Result<null>> {
    if (this.#options.platform !== 'linux') return ok(null);
    const written = await this.#set(probe, 'probe', null);
    return written.ok ? this.#putBack(probe, null) : written;
  }

  #get(name: string): Promise<Result<string | null>> {
    return this.#call((keytar) => keytar.getPassword(this.#options.service, name));
  }

  /** A write that comes through after its time is taken back, so that what was reported as failed did not happen. */
  #set(name: string, entry: string, before: string | null): Promise<Result<void>> {
    return this.#call(
      (keytar) => keytar.setPassword(this.#options.service, name, entry),
      (keytar) => this.#restore(keytar, name, before),
    );
  }

  async #putBack(name: string, before: string | null): Promise<Result<null>> {
    const done = await this.#call((keytar) => this.#restore(keytar, name, before));
    return done.ok ? ok(null) : done;
  }

  async #restore(keytar: Keytar, name: string, before: string | null): Promise<void> {
    if (before === null) await keytar.deletePassword(this.#options.service, name);
    else await keytar.setPassword(this.#options.service, name, before);
  }

  async #call<T>(job: (keytar: Keytar) => Promise<T>, takeBack?: (keytar: Keytar) => Promise<void>): Promise<Result<T>> {
    const { platform, load } = this.#options;
    let keytar: Keytar;
    try {
      keytar = await (this.#keytar ??= load());
    } catch (error) {
      this.#keytar = null;
      return keychainFailure(loadTrouble(error), platform);
    }
    const timed = await this.#lane.run(() => job(keytar), takeBack && (() => takeBack(keytar)));
    if (timed.kind === 'done') return ok(timed.value);
    return keychainFailure(timed.kind === 'slow' ? 'slow' : keychainTrouble(timed.error), platform);
  }
}

function parse(entry: string): Secret | null {
  try {
    return v.parse(SecretSchema, JSON.parse(entry));
  } catch {
    // Neither error may travel: both can quote the entry.
    return null;
  }
}
