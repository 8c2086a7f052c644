/** Keeps the password of a proxy login in the keychain or in memory, as its record says. */
import { fail, ok, type Result } from '../shared/domain/result.ts';
import type { ProxyKey, ProxyRecord } from './proxy-login-store.ts';
import { canDeleteUnreadable, type Vaults } from './secret-keeper.ts';
import type { Secret, UndoWrite } from './vault.ts';

const nothingToUndo: UndoWrite = () => Promise.resolve(ok(null));

export class ProxySecrets {
  constructor(private readonly vaults: Vaults) {}

  /** Whether there is a password that may be sent. Not if the proxy's scheme is unknown, or if it was kept in memory by an earlier run. */
  has(record: ProxyRecord): boolean {
    return record.scheme !== 'unsaid' && (record.backend === 'keychain' || this.vaults.memory.has(idOf(record)));
  }

  /** Whether the password should be in the keychain and is known to be missing. */
  isMissing(record: ProxyRecord): boolean {
    return record.backend === 'keychain' && this.vaults.missing.has(idOf(record));
  }

  /** Checks whether the password is where the record says, without opening a prompt. */
  async look(record: ProxyRecord): Promise<void> {
    if (record.backend !== 'keychain') return;
    const held = await this.vaults.keychain.holds(idOf(record));
    if (held === false) this.vaults.missing.set(idOf(record), true);
    // Either it is there again, or something else is in its place: only reading it shows which.
    if (held === true && this.isMissing(record)) await this.read(record);
  }

  /** The password that was typed for exactly this proxy and user; `null` if there is none. Fails like the vault. */
  async read(record: ProxyRecord, signal?: AbortSignal): Promise<Result<string | null>> {
    if (!this.has(record)) return ok(null);
    const fits = (secret: Secret): boolean => secret.siteUrl === siteOf(record) && secret.realm === record.user;
    const secret = await this.vaults[record.backend].read(idOf(record), signal);
    if (record.backend === 'keychain') this.vaults.missing.learn(idOf(record), secret, fits);
    if (!secret.ok) return secret;
    return ok(secret.value && fits(secret.value) ? secret.value.password : null);
  }

  /** Fails like the vault. The result is a function that undoes the write. */
  async write(record: ProxyRecord, password: string): Promise<Result<UndoWrite>> {
    const id = idOf(record);
    const written = await this.vaults[record.backend].write(id, { siteUrl: siteOf(record), realm: record.user, password, clientKey: '' });
    if (written.ok) this.vaults.missing.set(id, false);
    return written;
  }

  /** Removes the password from the one place that this record names. Fails like the vault. */
  leave(record: ProxyRecord): Promise<Result<null>> {
    return this.vaults[record.backend].clear(idOf(record), true);
  }

  /**
   * Removes the password from both places. Fails like the keychain if the password is stored there. The result is a function that restores
   * it, in case the record can't be removed.
   */
  async clear(record: ProxyRecord): Promise<Result<UndoWrite>> {
    const id = idOf(record);
    const before = await this.vaults[record.backend].read(id);
    // An entry that can't be read as a secret is deleted all the same; it can't be restored afterwards.
    if (!before.ok && !canDeleteUnreadable(before.error)) return before;
    const expected = record.backend === 'keychain';
    const cleared = await this.vaults.keychain.clear(id, expected);
    if (!cleared.ok && expected) return cleared;
    await this.vaults.memory.clear(id);
    if (!before.ok) return ok(() => Promise.resolve(fail('secretMissing', 'What was stored could not be read.')));
    const secret = before.value;
    if (secret === null) return ok(nothingToUndo);
    return ok(async () => {
      const written = await this.vaults[record.backend].write(id, secret);
      return written.ok ? ok(null) : written;
    });
  }
}

/** Logins without a scheme keep the entry name that they were saved under. */
const idOf = ({ scheme, address }: ProxyKey): string => (scheme === 'unsaid' ? `proxy:${address}` : `proxy:${scheme}://${address}`);
const siteOf = ({ scheme, address }: ProxyKey): string => `proxy+${scheme}://${address}`;
