/** The site that an account's messages go to. */
import type { AccountView } from '../shared/domain/account.ts';
import { fail, type Result } from '../shared/domain/result.ts';
import type { Secret } from './vault.ts';

/** What sending needs of the accounts. */
export interface SendingAccounts {
  get(id: string): AccountView | null;
  /** An aborted `signal` gives up a keychain that waits for a prompt. */
  secretFor(account: AccountView, signal?: AbortSignal): Promise<Result<Secret>>;
}

/** The practice realm has no port before it runs; this is the part of its address that is always true. */
const practiceOrigin = 'http://127.0.0.1';

/** For the built-in account this starts the practice realm, which needs no keychain; others say it themselves. */
export async function siteUrlOf(account: AccountView, accounts: SendingAccounts): Promise<string> {
  if (!account.builtIn) return account.siteUrl;
  const started = await accounts.secretFor(account);
  return started.ok ? started.value.siteUrl : practiceOrigin;
}

export function noSuchAccount(): Result<never> {
  const sentence = 'This account is no longer there: it was removed meanwhile. Choose another one.';
  return fail('noSuchAccount', sentence, { accountId: sentence });
}
