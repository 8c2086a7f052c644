/** Keeps secrets in memory until Keypost closes. Never fails. */
import { ok, type Result } from '../shared/domain/result.ts';
import type { Secret, UndoWrite, Vault } from './vault.ts';

export class SessionVault implements Vault {
  readonly #secrets = new Map<string, Secret>();

  has(accountId: string): boolean {
    return this.#secrets.has(accountId);
  }

  read(accountId: string): Promise<Result<Secret | null>> {
    return Promise.resolve(ok(this.#secrets.get(accountId) ?? null));
  }

  write(accountId: string, secret: Secret): Promise<Result<UndoWrite>> {
    const before = this.#secrets.get(accountId);
    this.#secrets.set(accountId, { ...secret });
    return Promise.resolve(
      ok(() => {
        if (before) this.#secrets.set(accountId, before);
        else this.#secrets.delete(accountId);
        return Promise.resolve(ok(null));
      }),
    );
  }

  holds(accountId: string): Promise<boolean> {
    return Promise.resolve(this.#secrets.has(accountId));
  }

  clear(accountId: string): Promise<Result<null>> {
    this.#secrets.delete(accountId);
    return Promise.resolve(ok(null));
  }
}
