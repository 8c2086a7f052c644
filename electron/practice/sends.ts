/** The `msg` commands. Only the send by customer key is documented in full; of the others as much as is known. */
import type { ServerResponse } from 'node:http';
import { answerError, answerJson, type Query } from './answers.ts';
import { contacts } from './contacts.ts';
import { lists, type PracticeList } from './lists.ts';
import { misbehave } from './misbehave.ts';
import type { SentMessage } from './sent.ts';
import { isSpecialKey, isTakenKey } from './special-keys.ts';
import { templates, type PracticeTemplate } from './templates.ts';

export interface SendContext {
  response: ServerResponse;
  query: Query;
  slowMs: number;
  /** Called with every message that is sent. */
  sent: (message: Omit<SentMessage, 'at'>) => void;
}

/** Answers `/rest/msg/…`; false when there is no such command. */
export function answerSend([command, ...names]: readonly string[], context: SendContext): boolean {
  const { response } = context;
  const [first = '', second = '', third = ''] = names;
  switch (command) {
    case 'sendWithCustomerKey':
      if (names.length !== 3) return false;
      sendWithCustomerKey(first, second, third, context);
      return true;
    case 'sendWithModel':
    case 'sendWithIdsAndModel':
      if (names.length !== 2) return false;
      break;
    case 'sendWithContent':
      if (names.length !== 2 || second !== '') return false;
      break;
    case 'send':
      if (names.length !== 4) return false;
      break;
    default:
      return false;
  }
  // Their bodies and answers are not documented far enough to be imitated.
  answerError(response, 500, `The practice realm does not answer ${command} yet`);
  return true;
}

/**
 * WhatCounts support: Send Message with Customer Key. That a missing list or template is an error is documented, but not
 * which: the practice realm chose 404. For an opted-out contact only "nothing is delivered" is documented: here it is 0.
 */
function sendWithCustomerKey(listName: string, templateName: string, customerKey: string, context: SendContext): void {
  const { response, query } = context;
  const list = lists.find((one) => one.listName === listName);
  if (!list) return answerError(response, 404, 'List Not Found');
  const template = templates.find((one) => one.name === templateName);
  if (!template) return answerError(response, 404, 'Template Not Found');
  const special = isSpecialKey(customerKey);
  const sent = special && !isTakenKey(customerKey) ? null : takeMessage(list, template, customerKey, query);
  if (special) {
    if (sent !== null && sent !== 'optedOut') context.sent(sent);
    return misbehave(customerKey, response, context.slowMs);
  }
  if (sent === null) return answerError(response, 404, 'Subscriber Not Found');
  if (sent !== 'optedOut') context.sent(sent);
  answerJson(response, 200, 0);
}

/** `null` when the contact is not there or not subscribed to the list. */
function takeMessage(
  list: PracticeList,
  template: PracticeTemplate,
  customerKey: string,
  query: Query,
): Omit<SentMessage, 'at'> | 'optedOut' | null {
  const contact = contacts.find((one) => one.customerKey === customerKey);
  if (!contact?.listIds.includes(list.listId)) return null;
  if (contact.optedOut && query.get('respectOptout') !== 'false') return 'optedOut';
  const campaignName = query.get('campaignName') ?? '';
  return { list, template, contact, format: formatOf(query), campaignName, snapshot: query.get('snapshot') === '1' };
}

/** A missing or misspelt name is ignored, and plain text goes out. */
function formatOf(query: Query): 1 | 2 | 99 {
  const format = query.get('format');
  return format === '2' ? 2 : format === '99' ? 99 : 1;
}
