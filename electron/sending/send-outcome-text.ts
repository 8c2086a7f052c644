/** Texts for an outcome: what happened, what it means for the message, what to do now. */
import type { AccountKind } from '../shared/domain/account.ts';
import { connectionHints, connectionProblemText, type ConnectionProblem } from '../shared/i18n/connection-text.ts';
import { responseHint, responseProblemText, type ResponseProblem } from '../shared/i18n/response-text.ts';
import { textOf, type Text } from '../shared/i18n/text.ts';
import type { RecipientKind } from '../shared/domain/body-recipient.ts';
import { isOfWhatCounts, responseProblem } from '../whatcounts/response-class.ts';
import type { WireResponse } from '../net/transport.ts';
import type { OutcomeText } from '../shared/domain/unknown-outcome-text.ts';
import type { Cause } from '../shared/domain/outcome.ts';

/** The values that the texts name. */
export interface OutcomeTextParams {
  /** The customer key, or whatever names the recipient instead. */
  customerKey: string;
  recipient: RecipientKind;
  list: string;
  /** Whether `list` is the number of a list, not its name. */
  numbered: boolean;
  accountKind: AccountKind;
  /** Host, and port if unusual, of the account's site. */
  host: string;
  timeoutMs: number;
  connectTimeoutMs: number;
}

export function acceptedText(response: WireResponse, { customerKey: key, accountKind, host }: OutcomeTextParams): OutcomeText {
  if (accountKind === 'practice') return { hint: '', sentence: textOf({ code: 'outcome.acceptedPractice', params: { key } }) };
  if (isOfWhatCounts(response)) return { hint: '', sentence: textOf({ code: 'outcome.accepted', params: { key } }) };
  return { hint: '', sentence: textOf({ code: 'outcome.acceptedByServer', params: { key, host } }) };
}

/** `now`: milliseconds since 1970. */
export function rejectedText(response: WireResponse, subject: OutcomeTextParams, now: number): OutcomeText {
  const { host, accountKind } = subject;
  const general = responseProblem(response, { host, practice: accountKind === 'practice' }, now);
  const problem = missingContactProblem(general, subject) ?? general;
  return { hint: responseHint(problem), sentence: textOf(responseProblemText(problem, { host, next: 'send' })) };
}

/** The API gives the same error for an unknown contact and for one that isn't subscribed, so the text names both possibilities. */
function missingContactProblem(
  { params: { by, status, errorText } }: ResponseProblem,
  { customerKey, recipient, list, numbered }: OutcomeTextParams,
): ResponseProblem | null {
  if (status !== 404 || !/^subscriber not found$/i.test(errorText)) return null;
  const params = { by, status, errorText, list, numbered };
  const who = recipient === 'contactId' ? `contact ${customerKey}` : customerKey;
  const check = { customerKey: 'the key', email: 'the address', contactId: 'the number' }[recipient];
  return { code: 'response.noContact', params: { ...params, who, check } };
}

const causeHints: Partial<Record<Cause, string>> = {
  noCredentials: 'No password',
  vaultLocked: 'Keychain not open',
};

/** A failure before any byte of the request left, or before the server could read it. */
export function notSentText(cause: Cause, { host }: OutcomeTextParams, problem?: ConnectionProblem): OutcomeText {
  if (problem !== undefined) {
    const why = textOf(connectionProblemText(problem, { host, next: 'send' }));
    return { hint: causeHints[cause] ?? connectionHints[problem.code], sentence: textOf({ code: 'outcome.notSent', params: { why } }) };
  }
  const [hint, text] = notSentTexts[cause] ?? ['Not reached', { code: 'outcome.notConnected', params: { host } }];
  return { hint, sentence: textOf(text) };
}

const notSentTexts: Partial<Record<Cause, [hint: string, text: Text]>> = {
  undone: ['Undone', { code: 'outcome.undone', params: {} }],
  overslept: ['Computer slept', { code: 'outcome.overslept', params: {} }],
  accountChanged: ['Account changed', { code: 'outcome.accountChanged', params: {} }],
  closed: ['Keypost closed', { code: 'outcome.closed', params: {} }],
  cancelledBefore: ['Cancelled', { code: 'outcome.cancelledBefore', params: {} }],
  internal: ['Keypost failed', { code: 'outcome.failedBefore', params: {} }],
};
