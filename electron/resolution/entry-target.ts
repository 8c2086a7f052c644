/** The account and target for asking WhatCounts about an entry: only the account it was sent as, with the same site and realm as then. */
import type { AccountView } from '../shared/domain/account.ts';
import type { EntryDetail } from '../shared/domain/entry.ts';
import type { LogAccess } from '../log/store/log-access.ts';
import { ok, type Result } from '../shared/domain/result.ts';
import { isAddressedTo, type Target } from '../whatcounts/request.ts';
import type { SendingAccounts } from '../accounts/account-access.ts';

export interface EntryTargetDeps {
  accounts: SendingAccounts;
  log: Pick<LogAccess, 'isOfRealm'>;
}

export type EntryTarget =
  | {
      kind: 'target';
      account: AccountView;
      target: Target;
    }
  | { kind: 'unnamed' | 'removed' }
  | { kind: 'moved'; account: AccountView }
  /** `sentence`: why there is no password. */
  | { kind: 'withoutSecret'; sentence: string };

/** Fails only when the log can't be read. */
export async function entryTarget(entry: EntryDetail, { accounts, log }: EntryTargetDeps): Promise<Result<EntryTarget>> {
  if (entry.recipient !== 'customerKey') return ok({ kind: 'unnamed' });
  const account = accounts.get(entry.accountId);
  if (account === null) return ok({ kind: 'removed' });
  const secret = await accounts.secretFor(account);
  if (!secret.ok) return ok({ kind: 'withoutSecret', sentence: secret.error.sentence });
  const target: Target = { ...secret.value, clientName: account.clientName };
  if (!isAddressedTo(target.siteUrl, entry.command, entry.url)) return ok({ kind: 'moved', account });
  // Another realm has other contacts, even under the same keys.
  const isSameRealm = account.builtIn ? ok(true) : log.isOfRealm(entry.id, account.realm);
  if (!isSameRealm.ok) return isSameRealm;
  if (!isSameRealm.value) return ok({ kind: 'moved', account });
  return ok({ kind: 'target', account, target });
}
