/** Shows the page the request as it will be sent: built by the same code as the real one, with placeholders for credentials. */
import { ok, type Result } from '../shared/domain/result.ts';
import { asCurl } from '../shared/domain/curl-command.ts';
import { buildSendRequest, placeholderHeaders } from '../whatcounts/request.ts';
import { checkMessage, type RealmNames } from '../shared/domain/check-message.ts';
import type { Message } from '../shared/domain/message.ts';
import type { RequestPreviewResult } from '../shared/domain/press.ts';
import { noSuchAccount, siteUrlOf, type SendingAccounts } from '../accounts/account-access.ts';

/** Uses neither keychain nor network. Fails with `noSuchAccount`. */
export async function previewOf(
  message: Message,
  accounts: SendingAccounts,
  namesOf: (accountId: string) => RealmNames,
): Promise<Result<RequestPreviewResult>> {
  const account = accounts.get(message.accountId);
  if (account === null) return noSuchAccount();
  const checked = checkMessage(message, namesOf(account.id));
  if (!checked.ok) return ok({ request: null, fields: checked.fields, fixes: checked.fixes });
  const site = await siteUrlOf(account, accounts);
  const request = buildSendRequest(site, checked.message, placeholderHeaders(account.clientName !== ''));
  const { url, headers, body = '' } = request;
  return ok({ request: { method: 'POST', url, headers, body, curl: asCurl(request) }, fields: {}, fixes: {} });
}
