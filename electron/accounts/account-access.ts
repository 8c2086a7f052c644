/** Finds the site that an account's messages are sent to. */
import type { AccountView } from '../shared/domain/account.ts';
import { fail, type Result } from '../shared/domain/result.ts';
import type { Secret } from './vault.ts';

/** The part of the accounts service that sending needs. */
export interface SendingAccounts {
  get(id: string): AccountView | null;
  /** Aborting `signal` stops waiting for a prompt of the keychain. */
  secretFor(account: AccountView, signal?: AbortSignal): Promise<Result<Secret>>;
}

/** The practice realm has no port until it runs; this is the part of its address that never changes. */
const practiceOrigin = 'http://127.0.0.1';

/** For the built-in account this starts the practice realm, which needs no keychain; other accounts have a stored URL. */
export async function siteUrlOf(account: AccountView, accounts: SendingAccounts): Promise<string> {
  if (!account.builtIn) return account.siteUrl;
  const started = await accounts.secretFor(account);
  return started.ok ? started.value.siteUrl : practiceOrigin;
}

export function noSuchAccount(): Result<never> {
  const sentence = 'This account is no longer there: it was removed meanwhile. Choose another one.';
  return fail('noSuchAccount', sentence, { accountId: sentence });
}
