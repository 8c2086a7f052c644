/** Turns a reading about a customer key into the report that the page shows. */
import { causeText } from '../accounts/connection-report.ts';
import type { Cause } from '../shared/domain/outcome.ts';
import { textOf } from '../shared/i18n/text.ts';
import { readSendResponse } from '../whatcounts/send-response.ts';
import { isSubscribed, type Contact, type Subscriptions } from '../whatcounts/contacts.ts';
import type { WireResponse } from '../net/transport.ts';
import { noResponseText, refusalText, type NoResponse } from '../whatcounts/read-failure-text.ts';
import type { RecipientReport } from '../shared/domain/recipient.ts';

/** The result of asking WhatCounts. No text holds a credential. */
export type RecipientReading =
  | { kind: 'contact'; contact: Contact; subscriptions: Subscriptions | null; whyNone: string }
  | { kind: 'notFound' }
  | { kind: 'unclear'; sentence: string };

export interface ReportInput {
  accountId: string;
  customerKey: string;
  list: string;
  /** The known ids of lists with that name. */
  listIds: readonly number[];
  checkedAt: number;
}

export function reportOf(reading: RecipientReading, { listIds, ...question }: ReportInput): RecipientReport {
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

/** WhatCounts may read a key of digits as a contact's number: then the response is about that contact. */
export function anotherContactText(asked: string, named: string | null): string {
  const number = /^\d+$/.test(asked);
  if (named === null)
    return number
      ? `The response does not name its customer key: ${oneLine(asked)} may have been read as a contact's number.`
      : 'The response does not name its customer key, so it may be about another contact.';
  return number
    ? `${oneLine(asked)} was read as a contact's number: the response is about ${oneLine(named)}.`
    : `The response is about another contact (${oneLine(named)}).`;
}

export const severalContactsText = 'The response has more than one contact.';

/** Why the subscriptions of a contact that was found are missing. */
export const noSubscriptionsText = (status: number): string => `Its subscriptions could not be read (${status}).`;
export const unreachedSubscriptionsText = (cause: Cause): string => `Its subscriptions could not be read (${causeText(cause)}).`;

const maxCharacters = 120;

/** One line of limited length, without characters that change the text direction; doesn't split a surrogate pair. */
function oneLine(text: string): string {
  const line = text
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .trim();
  return line.length > maxCharacters ? `${line.slice(0, maxCharacters - 1).replace(/\p{Cs}$/u, '')}…` : line;
}
