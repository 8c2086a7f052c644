/**
 * The key that the ledger's fingerprints are made with, kept in the keychain. It comes with a stamp that is renewed at each run: files that carry
 * an older one were restored from a copy, and what was sent since isn't in them.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Result } from '../result.ts';
import type { SendingAccounts } from '../sending/site.ts';
import type { AccountView } from './account.ts';
import type { Secret, Vault } from './vault.ts';

/** Its entry in the keychain, beside those of the accounts. */
const entryName = 'evidence';
const keyBytes = 32;
/** Milliseconds after a failure in which the keychain isn't asked again. */
const retryMs = 60_000;

export interface EvidenceKeyDeps {
  /** No press waits for the key, so it is asked for and written in the background only. */
  keychain: { inBackground: Pick<Vault, 'read' | 'write'> };
  /** `stamp`: as the keychain has it; `next`: as it has it from now on. */
  use: (key: Buffer, stamp: string, next: string) => void;
  /** Milliseconds on a clock that nobody sets. */
  elapsed: () => number;
}

export class EvidenceKey {
  readonly #deps: EvidenceKeyDeps;
  #loading: Promise<boolean> | null = null;
  #retryAt = -Infinity;

  constructor(deps: EvidenceKeyDeps) {
    this.#deps = deps;
  }

  /**
   * Once a run; to be called when the keychain has just given a secret, so that one that is locked as a whole isn't opened for this. Where every
   * entry has a permission of its own (macOS, KeePassXC if it is set so), the system may ask for that of the key as well; who sends meanwhile
   * doesn't wait for it. Never fails: without the key, evidence is unclear, and that is said where it is asked for.
   */
  async load(): Promise<void> {
    if (this.#loading === null && this.#deps.elapsed() < this.#retryAt) return;
    const loaded = await (this.#loading ??= this.#load());
    if (loaded) return;
    this.#loading = null;
    this.#retryAt = this.#deps.elapsed() + retryMs;
  }

  async #load(): Promise<boolean> {
    const { keychain, use } = this.#deps;
    const vault = keychain.inBackground;
    const kept = await vault.read(entryName);
    if (!kept.ok) return false;
    const next = randomUUID();
    const key = keyIn(kept.value);
    if (key !== null && kept.value !== null) {
      // First here: a stamp that only the keychain has would make these files look restored.
      use(key, kept.value.realm, next);
      await vault.write(entryName, secretOf(key, next));
      return true;
    }
    const made = randomBytes(keyBytes);
    const written = await vault.write(entryName, secretOf(made, next));
    if (written.ok) use(made, next, next);
    return written.ok;
  }
}

const secretOf = (key: Buffer, stamp: string): Secret => ({
  siteUrl: 'keypost:evidence',
  realm: stamp,
  password: key.toString('base64'),
  clientKey: '',
});

function keyIn(secret: Secret | null): Buffer | null {
  if (secret === null) return null;
  const key = Buffer.from(secret.password, 'base64');
  return key.length === keyBytes ? key : null;
}

/** Accounts whose secrets bring the key along. `waits`: whether a secret is only given when the key is there, too. */
export function bringingKey<T extends SendingAccounts>(
  accounts: T,
  key: Pick<EvidenceKey, 'load'>,
  waits: boolean,
): Pick<T, 'get' | 'secretFor'> {
  const secretFor = async (account: AccountView, signal?: AbortSignal): Promise<Result<Secret>> => {
    const secret = await accounts.secretFor(account, signal);
    if (!secret.ok || account.builtIn || account.secret.backend !== 'keychain') return secret;
    const loaded = key.load();
    if (waits) await loaded;
    return secret;
  };
  return { get: (id) => accounts.get(id), secretFor };
}
