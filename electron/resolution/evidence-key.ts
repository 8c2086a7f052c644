/**
 * The key that the ledger's fingerprints are made with, kept in the keychain: an entry for each data folder, whose name the ledger knows. The key
 * carries a stamp that is renewed at each run. A ledger that doesn't know the stamp was restored from a copy of an earlier run, and what was sent
 * since isn't in it. A copy of the same run has the same stamp, and is not told by this.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { FingerprintKey } from '../log/ledger/fingerprints.ts';
import type { SendLedger } from '../log/ledger/send-ledger.ts';
import { ok, type Result } from '../shared/domain/result.ts';
import type { SendingAccounts } from '../accounts/account-access.ts';
import type { AccountView } from '../shared/domain/account.ts';
import type { Secret, Vault } from '../accounts/vault.ts';
import { minuteMs } from '../shared/base/time-units.ts';

/** Its entry in the keychain, beside those of the accounts, when there was one for all data folders together. */
const sharedEntry = 'evidence';
const keyBytes = 32;
/** Milliseconds after a failure in which the keychain isn't asked again. */
const retryMs = minuteMs;

export interface EvidenceKeyDeps {
  /** No press waits for the key, so it is asked for and written in the background only. */
  keychain: { inBackground: Pick<Vault, 'read' | 'write'> };
  ledger: Pick<SendLedger, 'keyRecord' | 'useKey'>;
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
    const entry = this.#deps.ledger.keyRecord.entry ?? (await this.#chooseEntry());
    if (entry === null) return false;
    const kept = await this.#vault.read(entry);
    if (!kept.ok) return false;
    const key = keyFrom(kept.value);
    return key !== null && kept.value !== null ? this.#renew(entry, key, kept.value.realm) : this.#make(entry);
  }

  /** Only the ledger that used the shared entry last goes on with it: at another one, its stamp tells nothing. `null` where it can't be told. */
  async #chooseEntry(): Promise<string | null> {
    const { keyRecord } = this.#deps.ledger;
    const shared = keyRecord.hasKey ? await this.#vault.read(sharedEntry) : ok(null);
    if (!shared.ok) return null;
    const key = keyFrom(shared.value);
    const isOwn = key !== null && shared.value !== null && keyRecord.knows(new FingerprintKey(key), shared.value.realm);
    const entry = isOwn ? sharedEntry : `${sharedEntry}-${randomUUID()}`;
    return keyRecord.chooseEntry(entry) ? entry : null;
  }

  /** A key whose stamp can't be renewed is not used: files that are restored later would look like those of now. */
  async #renew(entry: string, bytes: Buffer, stamp: string): Promise<boolean> {
    const { ledger } = this.#deps;
    const key = new FingerprintKey(bytes);
    const next = randomUUID();
    // First here: a stamp that only the keychain has would make these files look restored.
    if (!ledger.keyRecord.expectStamp(key, stamp, next)) return false;
    const written = await this.#vault.write(entry, secretOf(bytes, next));
    if (written.ok) ledger.useKey(key, stamp, next);
    return written.ok;
  }

  async #make(entry: string): Promise<boolean> {
    const bytes = randomBytes(keyBytes);
    const stamp = randomUUID();
    const written = await this.#vault.write(entry, secretOf(bytes, stamp));
    if (written.ok) this.#deps.ledger.useKey(new FingerprintKey(bytes), stamp, stamp);
    return written.ok;
  }

  get #vault(): Pick<Vault, 'read' | 'write'> {
    return this.#deps.keychain.inBackground;
  }
}

const secretOf = (key: Buffer, stamp: string): Secret => ({
  siteUrl: 'keypost:evidence',
  realm: stamp,
  password: key.toString('base64'),
  clientKey: '',
});

function keyFrom(secret: Secret | null): Buffer | null {
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
