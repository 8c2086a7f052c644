/** The port to wherever secrets are kept. */
import * as v from 'valibot';
import type { Result } from '../shared/domain/result.ts';
import type { Account } from '../shared/domain/account.ts';

/** A secret, with what it may be used for: it never goes to another site or realm than these. */
export const SecretSchema = v.object({
  siteUrl: v.string(),
  realm: v.string(),
  password: v.pipe(v.string(), v.minLength(1)),
  /** Empty without an API client. */
  clientKey: v.string(),
});
/** `isPublic`: of the practice realm, whose password opens nothing. */
export type Secret = v.InferOutput<typeof SecretSchema> & { isPublic?: true };

/** Puts back what a write replaced. */
export type UndoWrite = () => Promise<Result<null>>;

/**
 * One secret an account. Failures: `vaultLocked`, `vaultAbsent`, `vaultFailed`, each with a sentence that names the remedy, and
 * `vaultUnreadable` where something else than a secret lies in its place.
 * No failure ever holds a secret.
 */
export interface Vault {
  /** `null` only when there surely is none. It may wait for a prompt of the system; an aborted `signal` gives that up. */
  read(accountId: string, signal?: AbortSignal): Promise<Result<Secret | null>>;
  /** After a failure what was there before is there still, or again as soon as the vault responds. */
  write(accountId: string, secret: Secret): Promise<Result<UndoWrite>>;
  /**
   * Succeeds when there is none. `expected`: there should be one, so it is worth a prompt to be sure that it is gone;
   * otherwise what is locked may stay without a word.
   */
  clear(accountId: string, expected: boolean): Promise<Result<null>>;
  /** Whether there is a secret, as far as that can be learned without a prompt and without reading it; otherwise `null`. */
  holds(accountId: string): Promise<boolean | null>;
}

/** Whether a secret was typed for this very site and realm. */
export const belongsTo = (secret: Secret, account: Pick<Account, 'siteUrl' | 'realm'>): boolean =>
  secret.siteUrl === account.siteUrl && secret.realm === account.realm;
