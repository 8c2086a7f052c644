/** What was read about a customer key, judged and put into words. Pure. */
import { causeText } from '../accounts/connection-report.ts';
import type { Cause } from '../shared/domain/outcome.ts';
import { textOf } from '../shared/i18n/text.ts';
import { readSendResponse } from '../whatcounts/send-response.ts';
import { isSubscribed, type Contact, type Subscriptions } from '../whatcounts/contacts.ts';
import type { WireResponse } from '../net/transport.ts';
import { noResponseText, refusalText, type NoResponse } from '../whatcounts/unread-text.ts';
import type { RecipientReport } from '../shared/domain/recipient.ts';

/** What came of asking WhatCounts. Every text is without credentials. */
export type Reading =
  | { kind: 'contact'; contact: Contact; subscriptions: Subscriptions | null; whyNone: string }
  | { kind: 'notFound' }
  | { kind: 'unclear'; sentence: string };

export interface ReportInput {
  accountId: string;
  customerKey: string;
  list: string;
  /** Ids that are known to be of a list of that name. */
  listIds: readonly number[];
  checkedAt: number;
}

export function reportOf(reading: Reading, { listIds, ...question }: ReportInput): RecipientReport {
  const nobody = { ...question, name: '', address: '', subscribed: null };
  if (reading.kind === 'unclear') return { ...nobody, state: 'unclear', sentence: reading.sentence };
  if (reading.kind === 'notFound') return { ...nobody, state: 'notFound', sentence: 'A send would be rejected. Check the key.' };
  const { contact, subscriptions, whyNone } = reading;
  const { list } = question;
  const subscribed = list === '' || subscriptions === null ? null : isSubscribed(subscriptions, list, listIds);
  return {
    ...question,
    state: subscribed === false ? 'notSubscribed' : 'found',
    name: oneLine(`${contact.firstName} ${contact.lastName}`),
    address: oneLine(contact.email),
    subscribed,
    sentence: list === '' || subscribed === true ? '' : subscribed === false ? notSubscribedText : whyNone || listsNotNamedText,
  };
}

/** WhatCounts support: Send Message with Customer Key. */
const notSubscribedText = 'A send would fail with “Subscriber Not Found”. Check the list.';

const listsNotNamedText = 'WhatCounts did not name the lists of this contact so that they could be compared.';

export const unreachedText = (host: string, end: NoResponse): string => textOf(noResponseText(end, host, 'read'));

/** A response that is not about a contact. */
export function otherResponseText(host: string, response: WireResponse): string {
  const refusal = refusalText(response, { host, practice: false }, 'read', true);
  if (refusal !== null) return textOf(refusal);
  const error = readSendResponse(response).errorText;
  return `${host} responded, but not with a contact (${response.status}${error === '' ? '' : ` "${error}"`}).`;
}

/** Fields may be read as a number: then the answer is about whoever has that number. */
export function anotherContactText(asked: string, named: string | null): string {
  const number = /^\d+$/.test(asked);
  if (named === null)
    return number
      ? `The answer does not name its customer key: ${oneLine(asked)} may have been read as a contact's number.`
      : 'The answer does not name its customer key, so it may be about another contact.';
  return number
    ? `${oneLine(asked)} was read as a contact's number: the answer is about ${oneLine(named)}.`
    : `The answer is about another contact (${oneLine(named)}).`;
}

export const severalContactsText = 'The answer holds more than one contact.';

/** Why there are no subscriptions although the contact was found. */
export const noSubscriptionsText = (status: number): string => `Its subscriptions could not be read (${status}).`;
export const unreachedSubscriptionsText = (cause: Cause): string => `Its subscriptions could not be read (${causeText(cause)}).`;

const maxCharacters = 120;

/** On one line, and no longer than a person would read there; what turns the order of letters round is left out, and no character is halved. */
function oneLine(text: string): string {
  const line = text
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .trim();
  return line.length > maxCharacters ? `${line.slice(0, maxCharacters - 1).replace(/\p{Cs}$/u, '')}…` : line;
}
