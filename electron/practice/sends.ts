/**
 * The commands that send. Only the send by customer key is fully documented. For the others, the practice realm accepts what their pages
 * describe, checks what it can, and responds like that one.
 */
import type { ServerResponse } from 'node:http';
import { contactId, readBody, type JsonObject } from '../shared/domain/contact-body.ts';
import { subjectLimit } from '../shared/domain/send-commands.ts';
import { sendError, sendJson, type Query } from './responses.ts';
import { contacts, type PracticeContact } from './contacts.ts';
import { lists, type PracticeList } from './lists.ts';
import { misbehave } from './misbehave.ts';
import { ownContent, type SentMessage } from './sent-message.ts';
import { isSpecialKey, isRecordedKey } from './special-keys.ts';
import { templates, type PracticeTemplate } from './templates.ts';

export interface SendContext {
  response: ServerResponse;
  query: Query;
  /** As received; empty if there was none. */
  body: string;
  slowMs: number;
  /** Called with every message that is sent. */
  onSent: (message: Omit<SentMessage, 'at'>) => void;
}

/** Handles commands below `/rest/msg`; false if there is no such command. */
export function serveSend([command = '', ...names]: readonly string[], context: SendContext): boolean {
  const known = commands[command];
  if (known?.fits(names) !== true) return false;
  known.serve(names, context);
  return true;
}

/** `POST /msg/send/…`, as on its documentation page (WhatCounts support: Send Message). */
export function serveSendByEmail([command, ...names]: readonly string[], context: SendContext): boolean {
  if (command !== 'send' || names.length !== 4) return false;
  const [list = '', template = '', email = '', firstName = ''] = names;
  const contact = contacts.find((one) => one.email === email && one.firstName === firstName);
  acceptMessage({ list: listNamed(list), template: templateNamed(template), contact, key: '' }, context);
  return true;
}

/** `POST /rest/lists/[listId]/[templateId]` (WhatCounts support: Send to Contact in List). */
export function serveSendInList(listId: string, templateId: string, context: SendContext): void {
  const body = bodyOf(context);
  if (body === null) return;
  const id = contactId(body);
  if (id === null) return sendError(context.response, 400, 'subscriberId has to be an integer above 0');
  const contact = contacts.find(
    ({ subscriberId, customerKey }) => subscriberId === id && customerKey === (body['customerKey'] ?? customerKey),
  );
  acceptMessage({ list: listNumbered(listId), template: templateNumbered(templateId), contact, key: contact?.customerKey ?? '' }, context);
}

interface Command {
  fits: (names: readonly string[]) => boolean;
  serve: (names: readonly string[], context: SendContext) => void;
}

const commands: Readonly<Record<string, Command>> = {
  sendWithCustomerKey: {
    fits: ({ length }) => length === 3,
    serve: ([list = '', template = '', key = ''], context) => {
      const contact = contacts.find((one) => one.customerKey === key);
      acceptMessage({ list: listNamed(list), template: templateNamed(template), contact, key }, context);
    },
  },
  sendWithModel: {
    fits: ({ length }) => length === 2,
    serve: ([list = '', template = ''], context) => {
      acceptModel(listNamed(list), templateNamed(template), context);
    },
  },
  sendWithIdsAndModel: {
    fits: ({ length }) => length === 2,
    serve: ([list = '', template = ''], context) => {
      acceptModel(listNumbered(list), templateNumbered(template), context);
    },
  },
  sendWithContent: {
    fits: (names) => names.length === 2 && names[1] === '',
    serve: ([list = ''], context) => {
      const subject = context.query.get('subjectLine') ?? '';
      if (subject === '') return sendError(context.response, 400, 'subjectLine is missing');
      if (subject.length > subjectLimit) return sendError(context.response, 400, `subjectLine has more than ${subjectLimit} characters`);
      acceptModel(listNamed(list), ownContent(subject), context);
    },
  },
};

const listNamed = (name: string): PracticeList | undefined => lists.find((one) => one.listName === name);
const listNumbered = (id: string): PracticeList | undefined => lists.find((one) => String(one.listId) === id);
const templateNamed = (name: string): PracticeTemplate | undefined => templates.find((one) => one.name === name);
const templateNumbered = (id: string): PracticeTemplate | undefined => templates.find((one) => String(one.id) === id);

/** `null` if it is no JSON object; then an error was sent as the response. */
function bodyOf({ response, body }: SendContext): JsonObject | null {
  const read = readBody(body);
  if (read === null) sendError(response, 400, 'The body is no JSON object');
  return read;
}

/** Whether WhatCounts creates an unknown contact is not documented: here it has to exist, by its customer key or e-mail address. */
function acceptModel(list: PracticeList | undefined, template: SentMessage['template'] | undefined, context: SendContext): void {
  const body = bodyOf(context);
  if (body === null) return;
  const { customerKey, email } = body;
  const key = typeof customerKey === 'string' ? customerKey : '';
  const contact = contacts.find((one) => (key === '' ? one.email === email : one.customerKey === key));
  acceptMessage({ list, template, contact, key }, context);
}

interface SendInput {
  list: PracticeList | undefined;
  template: SentMessage['template'] | undefined;
  contact: PracticeContact | undefined;
  /** The requested customer key, which may be a special one. */
  key: string;
}

/**
 * WhatCounts support: Send Message with Customer Key. It documents that a missing list or template is an error, but not which
 * one: here it is 404. For a contact who opted out, it only documents that nothing is delivered: here the response is 0.
 */
function acceptMessage({ list, template, contact, key }: SendInput, context: SendContext): void {
  const { response, query } = context;
  if (!list) return sendError(response, 404, 'List Not Found');
  if (!template) return sendError(response, 404, 'Template Not Found');
  const subscribed = contact?.listIds.includes(list.listId) === true ? contact : null;
  const special = isSpecialKey(key);
  if (special && !isRecordedKey(key)) return misbehave(key, response, context.slowMs);
  if (subscribed && (!subscribed.optedOut || query.get('respectOptout') === 'false')) {
    context.onSent({ list, template, contact: subscribed, ...sendOptions(query) });
  }
  if (special) return misbehave(key, response, context.slowMs);
  if (!subscribed) return sendError(response, 404, 'Subscriber Not Found');
  sendJson(response, 200, 0);
}

const sendOptions = (query: Query): Pick<SentMessage, 'format' | 'campaignName' | 'snapshot'> => ({
  format: formatOf(query),
  campaignName: query.get('campaignName') ?? '',
  snapshot: query.get('snapshot') === '1',
});

/** If the parameter is missing or misspelt, plain text is sent. */
function formatOf(query: Query): 1 | 2 | 99 {
  const format = query.get('format');
  return format === '2' ? 2 : format === '99' ? 99 : 1;
}
