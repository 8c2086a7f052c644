/** The command "Test connection": tests a draft, saved or not, with a harmless read. */
import { fail, ok, type Result } from '../shared/domain/result.ts';
import { buildReadRequest, type Target } from '../whatcounts/request.ts';
import type { Transport } from '../net/transport.ts';
import type { AccountDraft, AccountView, ConnectionReport } from '../shared/domain/account.ts';
import { checkReach, sameTarget, type CheckedDraft } from './check-account.ts';
import { answered, unreached } from './connection-report.ts';
import type { Secret } from './vault.ts';

export interface ConnectionTestDeps {
  /** The part of the accounts service (accounts.ts) that is needed here. */
  accounts: {
    get(id: string): AccountView | null;
    secretFor(account: AccountView): Promise<Result<Secret>>;
  };
  transport: Transport;
  /** Timeout of the whole exchange in milliseconds. */
  timeoutMs?: number;
}

/** Only reads lists (WhatCounts support: Get All Lists), so it changes nothing. */
const path = '/rest/lists?skip=0';

/**
 * Creates the command. Empty fields stand for the stored values, as long as site and realm are those that they were stored for. Fails only
 * with `invalid` and a text for each refused field; every result from the network or the keychain is a report.
 */
export function connectionTest({ accounts, transport, timeoutMs = 15_000 }: ConnectionTestDeps) {
  return async (draft: AccountDraft): Promise<Result<ConnectionReport>> => {
    const account = draft.id === null ? null : accounts.get(draft.id);
    const target = account?.builtIn ? await storedTarget(account) : await draftTarget(draft, account);
    if (!target.ok) {
      if (target.error.fields) return target;
      return ok({ result: 'noPassword', sentence: target.error.sentence });
    }
    const { host } = new URL(target.value.siteUrl);
    const request = buildReadRequest(target.value, path);
    const end = await transport.exchange(request, { timeoutMs, connectTimeoutMs: timeoutMs, signal: new AbortController().signal });
    return ok(end.kind === 'response' ? answered(host, end, account?.builtIn ?? false) : unreached(host, end));
  };

  async function storedTarget(account: AccountView): Promise<Result<Target>> {
    const secret = await accounts.secretFor(account);
    return secret.ok ? ok({ ...secret.value, clientName: account.clientName }) : secret;
  }

  async function draftTarget(draft: AccountDraft, account: AccountView | null): Promise<Result<Target>> {
    const checked = checkReach(draft);
    if (!checked.ok) return checked;
    const { siteUrl, realm, clientName, password, clientKey } = checked.value;
    const lacksKey = clientName !== '' && clientKey === '';
    if (password !== '' && !lacksKey) return ok({ siteUrl, realm, clientName, password, clientKey });

    const stored = await storedSecret(checked.value, account);
    if (!stored.ok) return stored;
    const key = clientName === '' ? '' : clientKey || (stored.value?.clientKey ?? '');
    const word = password || (stored.value?.password ?? '');
    if (word === '') return fail('noPassword', 'There is no password to test with. Type the API password and test again.');
    if (clientName !== '' && key === '') {
      return fail('invalid', 'The connection was not tested. Correct the marked fields.', {
        clientKey: 'Type the key of this API client, or clear the client name.',
      });
    }
    return ok({ siteUrl, realm, clientName, password: word, clientKey: key });
  }

  /** `null` if nothing is stored for the draft's site and realm. */
  async function storedSecret(checked: CheckedDraft, account: AccountView | null): Promise<Result<Secret | null>> {
    if (!account || !account.secret.hasSecret || !sameTarget(checked, account)) return ok(null);
    // Whether a client key is needed depends on the draft, not on the stored account.
    const secret = await accounts.secretFor({ ...account, clientName: '' });
    return !secret.ok && secret.error.code === 'noCredentials' ? ok(null) : secret;
  }
}
