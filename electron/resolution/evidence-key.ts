/**
 * The key of the ledger's fingerprints. It is kept in the keychain, in one entry per data folder, and the ledger records the entry's name.
 * With the key goes a stamp that changes with each run. A ledger that doesn't know the stamp was restored from a copy of an earlier run and
 * lacks what was sent since. A copy from the same run has the same stamp and isn't detected.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { FingerprintKey } from '../log/ledger/fingerprints.ts';
import type { SendLedger } from '../log/ledger/send-ledger.ts';
import { ok, type Result } from '../shared/domain/result.ts';
import type { SendingAccounts } from '../accounts/account-access.ts';
import type { AccountView } from '../shared/domain/account.ts';
import type { Secret, Vault } from '../accounts/vault.ts';
import { minuteMs } from '../shared/base/time-units.ts';

/** The keychain entry from the time when all data folders shared one. */
const sharedEntry = 'evidence';
const keyBytes = 32;
/** Milliseconds after a failure before the keychain is asked again. */
const retryMs = minuteMs;

export interface EvidenceKeyDeps {
  /** No press waits for the key, so it is read and written only in the background. */
  keychain: { inBackground: Pick<Vault, 'read' | 'write'> };
  ledger: Pick<SendLedger, 'keyRecord' | 'useKey'>;
  /** Milliseconds on a monotonic clock. */
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
   * Loads the key once a run. Call it right after the keychain has returned a secret, so that a locked keychain isn't unlocked just for
   * this. Where every entry has its own permission (macOS, KeePassXC with that setting), the system may ask for this entry, too; sends
   * don't wait for it. Never fails: without the key, evidence is unclear, and "Ask WhatCounts" reports that.
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

  /**
   * Only the ledger that last used the shared entry keeps it: for any other, its stamp proves nothing. `null` if that can't be determined.
   */
  async #chooseEntry(): Promise<string | null> {
    const { keyRecord } = this.#deps.ledger;
    const shared = keyRecord.hasKey ? await this.#vault.read(sharedEntry) : ok(null);
    if (!shared.ok) return null;
    const key = keyFrom(shared.value);
    const isOwn = key !== null && shared.value !== null && keyRecord.knows(new FingerprintKey(key), shared.value.realm);
    const entry = isOwn ? sharedEntry : `${sharedEntry}-${randomUUID()}`;
    return keyRecord.chooseEntry(entry) ? entry : null;
  }

  /** A key whose stamp can't be renewed isn't used: files restored later would look current. */
  async #renew(entry: string, bytes: Buffer, stamp: string): Promise<boolean> {
    const { ledger } = this.#deps;
    const key = new FingerprintKey(bytes);
    const next = randomUUID();
    // Record the stamp in the ledger first: a stamp that only the keychain has would make this ledger look restored.
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

/** Wraps accounts so that reading a secret also loads the key. `waits`: whether `secretFor` resolves only after the key was loaded. */
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
