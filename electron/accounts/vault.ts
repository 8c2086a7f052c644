/** The interface of everything that stores secrets. */
import * as v from 'valibot';
import type { Result } from '../shared/domain/result.ts';
import type { Account } from '../shared/domain/account.ts';

/** A secret with the site and realm that it was typed for. It is never sent to another site or realm. */
export const SecretSchema = v.object({
  siteUrl: v.string(),
  realm: v.string(),
  password: v.pipe(v.string(), v.minLength(1)),
  /** Empty if there is no API client. */
  clientKey: v.string(),
});
/** `isPublic`: for the practice realm, whose password protects nothing. */
export type Secret = v.InferOutput<typeof SecretSchema> & { isPublic?: true };

/** Restores what a write has replaced. */
export type UndoWrite = () => Promise<Result<null>>;

/**
 * Stores one secret per account. Failures: `vaultLocked`, `vaultAbsent`, `vaultFailed`, each with a text that says what to do, and
 * `vaultUnreadable` if the entry contains something other than a secret. No failure ever contains a secret.
 */
export interface Vault {
  /** `null` only if there certainly is none. It may wait for a prompt of the system; aborting `signal` stops that. */
  read(accountId: string, signal?: AbortSignal): Promise<Result<Secret | null>>;
  /** After a failure the previous secret is still there, or is restored as soon as the vault responds. */
  write(accountId: string, secret: Secret): Promise<Result<UndoWrite>>;
  /**
   * Also succeeds if there is none. `expected`: there should be a secret, so opening a prompt is justified to make sure that it is deleted.
   * Otherwise a locked entry may stay without an error.
   */
  clear(accountId: string, expected: boolean): Promise<Result<null>>;
  /** Whether there is a secret, without opening a prompt or reading it; `null` if that can't be found out. */
  holds(accountId: string): Promise<boolean | null>;
}

/** Whether a secret was typed for exactly this site and realm. */
export const belongsTo = (secret: Secret, account: Pick<Account, 'siteUrl' | 'realm'>): boolean =>
  secret.siteUrl === account.siteUrl && secret.realm === account.realm;
