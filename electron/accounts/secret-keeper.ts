/** Keeps an account's secret in the keychain or in memory. The account's record says in which. */
import { fail, ok, type Failure, type Result } from '../shared/domain/result.ts';
import type { Account } from '../shared/domain/account.ts';
import type { AccountRecord, SecretMarker } from './account-store.ts';
import type { CheckedDraft } from './check-account.ts';
import type { SessionVault } from './session-vault.ts';
import type { MissingSecrets } from './missing-secrets.ts';
import { belongsTo, type Secret, type UndoWrite, type Vault } from './vault.ts';

export interface Vaults {
  keychain: Vault;
  memory: SessionVault;
  missing: MissingSecrets;
}

/** A secret that was written. Its marker has to be written to the record next. */
export interface SavedSecret {
  marker: SecretMarker;
  /** Undoes the write if the record can't be written. */
  undo: UndoWrite;
}

const nothingToUndo: UndoWrite = () => Promise.resolve(ok(null));

/** Whether an entry that could not be read may be deleted all the same. */
export const canDeleteUnreadable = (error: Failure): boolean => error.code === 'vaultFailed' || error.code === 'vaultUnreadable';

export class SecretKeeper {
  constructor(private readonly vaults: Vaults) {}

  /** Where the secret is now: as the record says, except that a secret kept in memory by an earlier run is gone. */
  marker(record: AccountRecord): SecretMarker {
    const gone = record.secret.backend === 'memory' && !this.vaults.memory.has(record.id);
    return gone ? { backend: 'none', hasClientKey: false } : record.secret;
  }

  /** The secret that was typed for this site and realm; `null` if there is none. Fails like the vault. */
  async read(
    record: AccountRecord,
    target: Pick<Account, 'siteUrl' | 'realm'> = record,
    signal?: AbortSignal,
  ): Promise<Result<Secret | null>> {
    const { backend } = this.marker(record);
    if (backend === 'none') return ok(null);
    const secret = await this.vaults[backend].read(record.id, signal);
    if (backend === 'keychain') this.vaults.missing.learn(record.id, secret, (found) => belongsTo(found, record));
    if (!secret.ok) return secret;
    return ok(secret.value && belongsTo(secret.value, target) ? secret.value : null);
  }

  /** Whether the secret should be in the keychain and is known to be missing. */
  isMissing(record: AccountRecord): boolean {
    return record.secret.backend === 'keychain' && this.vaults.missing.has(record.id);
  }

  /** Checks whether the secret is where the record says, without opening a prompt. */
  async look(record: AccountRecord): Promise<void> {
    if (record.secret.backend !== 'keychain') return;
    const held = await this.vaults.keychain.holds(record.id);
    if (held === false) this.vaults.missing.set(record.id, true);
    // Either it is there again, or something else is in its place: only reading it shows which.
    if (held === true && this.isMissing(record)) await this.read(record);
  }

  /**
   * Writes the secrets of a checked draft; empty fields keep the stored ones. Writes nothing if nothing changes. Fails like the vault, or
   * with `secretMissing` if a stored secret that should be kept is gone.
   */
  async save(id: string, draft: CheckedDraft, wanted: 'keychain' | 'memory', record: AccountRecord | null): Promise<Result<SavedSecret>> {
    const now: SecretMarker = record ? this.marker(record) : { backend: 'none', hasClientKey: false };
    const typed = draft.password !== '' || draft.clientKey !== '';
    const dropsKey = now.hasClientKey && draft.clientName === '';
    const moves = now.backend !== 'none' && now.backend !== wanted;
    if (!typed && !dropsKey && !moves) return ok({ marker: now, undo: nothingToUndo });

    const keepsPassword = draft.password === '';
    const keepsKey = draft.clientName !== '' && draft.clientKey === '';
    const old = record && (keepsPassword || keepsKey) ? await this.read(record) : ok(null);
    if (!old.ok) return old;
    const secret: Secret = {
      siteUrl: draft.siteUrl,
      realm: draft.realm,
      password: keepsPassword ? (old.value?.password ?? '') : draft.password,
      clientKey: keepsKey ? (old.value?.clientKey ?? '') : draft.clientName === '' ? '' : draft.clientKey,
    };
    if (secret.password === '' || (keepsKey && secret.clientKey === '')) {
      return fail('secretMissing', 'What was stored is no longer there. Type the password, and the client key if there is one, again.');
    }
    const written = await this.vaults[wanted].write(id, secret);
    if (!written.ok) return written;
    this.vaults.missing.set(id, false);
    return ok({ marker: { backend: wanted, hasClientKey: secret.clientKey !== '' }, undo: written.value });
  }

  /** After a secret was moved, removes it from its earlier place. Fails like the vault. */
  async leave(record: AccountRecord, marker: SecretMarker): Promise<Result<null>> {
    const { backend } = record.secret;
    if (backend === 'none' || backend === marker.backend) return ok(null);
    return this.vaults[backend].clear(record.id, true);
  }

  /**
   * Removes the secret from both places. Fails like the keychain if the secret is stored there. The result is a function that restores it,
   * in case the record can't be changed.
   */
  async clear(record: AccountRecord): Promise<Result<UndoWrite>> {
    const { backend } = this.marker(record);
    const before = backend === 'none' ? ok(null) : await this.vaults[backend].read(record.id);
    // An entry that can't be read as a secret is deleted all the same; it can't be restored afterwards.
    if (!before.ok && !canDeleteUnreadable(before.error)) return before;
    const expected = record.secret.backend === 'keychain';
    const cleared = await this.vaults.keychain.clear(record.id, expected);
    if (!cleared.ok && expected) return cleared;
    await this.vaults.memory.clear(record.id);
    const secret = before.ok ? before.value : null;
    if (backend === 'none' || secret === null) return ok(nothingToUndo);
    return ok(async () => {
      const written = await this.vaults[backend].write(record.id, secret);
      return written.ok ? ok(null) : written;
    });
  }
}
