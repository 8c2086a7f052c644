/** The rules that a message meets before it may become a request. Pure. */
import { controlWords, hasControl } from '../settings/typed-text.ts';
import { contactId, namesIn, readBody, repeatedNames, saysOnlyWho, type JsonObject, type Recipient } from '../whatcounts/contact-body.ts';
import type { SendParts } from '../whatcounts/request.ts';
import { sendCommands, subjectLimit, takes, type CommandId } from '../whatcounts/send-commands.ts';
import type { FieldErrors, Message } from './message.ts';

/**
 * Characters, at most. That of campaign names is the API's (WhatCounts support: Send Message with Customer Key); those of
 * names, keys and bodies are ours: no system gives longer ones, and a pasted mail should not become a URL.
 */
export const messageLimits = { segment: 500, campaignName: 100, body: 256 * 1024 } as const;

export type CheckedMessage = { ok: true; parts: SendParts } | { ok: false; fields: FieldErrors };

/** A field's text as it goes, or a sentence to show beside the field. */
type Checked<T> = { value: T } | { refusal: string };

/** Takes spaces off the ends, keeps those inside; otherwise a sentence beside each refused field. */
export function checkMessage(message: Message): CheckedMessage {
  const { command } = message;
  const { hasTemplate, namedBy } = sendCommands[command];
  const fields: Record<string, string> = {};
  const take = <T>(name: keyof Message, checked: Checked<T>, otherwise: T): T => {
    if ('value' in checked) return checked.value;
    fields[name] = checked.refusal;
    return otherwise;
  };
  const list = take('list', place('list', message.list, namedBy), '');
  const template = hasTemplate
    ? take('template', place('template', message.template, namedBy), '')
    : take('subject', subjectLine(message.subject), '');
  const contact = contactOf(message, take);
  const campaignName = take('campaignName', campaign(message.campaignName), '');
  if (Object.keys(fields).length > 0) return { ok: false, fields };
  return {
    ok: true,
    parts: {
      command,
      list,
      template,
      ...contact,
      format: message.format,
      campaignName,
      respectOptout: takes(command, 'respectOptout') ? message.respectOptout : true,
      snapshot: takes(command, 'snapshot') && message.snapshot,
    },
  };
}

type Contact = Pick<SendParts, 'customerKey' | 'recipient' | 'alsoNamed' | 'firstName' | 'body'>;
type Take = <T>(name: keyof Message, checked: Checked<T>, otherwise: T) => T;

function contactOf(message: Message, take: Take): Contact {
  switch (sendCommands[message.command].contact) {
    case 'customerKey': {
      const customerKey = take('customerKey', segment(message.customerKey, 'Type a customer key.'), '');
      return { customerKey, recipient: 'customerKey', alsoNamed: [], firstName: '', body: '' };
    }
    case 'email': {
      const customerKey = take('email', address(message.email), '');
      const firstName = take('firstName', segment(message.firstName, 'Type the first name that the contact has in WhatCounts.'), '');
      return { customerKey, recipient: 'email', alsoNamed: [], firstName, body: '' };
    }
    case 'body': {
      const body = message.body.trim();
      const nobody: readonly [Recipient] = [{ kind: 'email', name: '' }];
      const [{ kind, name }, ...others] = take<readonly [Recipient, ...Recipient[]]>('body', namedIn(body, message.command), nobody);
      return { customerKey: name, recipient: kind, alsoNamed: others.map((one) => one.name), firstName: '', body };
    }
  }
}

const what = { list: 'list', template: 'template' } as const;

/** Numbers are integers above 0 (WhatCounts support: Get All Lists; Get Template by ID). */
function place(field: 'list' | 'template', typed: string, namedBy: 'name' | 'id'): Checked<string> {
  if (namedBy === 'name') return segment(typed, `Type the name of the ${what[field]}, as WhatCounts has it.`);
  const number = typed.trim();
  if (/^[1-9]\d{0,14}$/.test(number)) return { value: number };
  return { refusal: `Type the number that the ${what[field]} has in WhatCounts, or pick it by its name: this command takes no names.` };
}

function segment(typed: string, missing: string): Checked<string> {
  const text = typed.trim();
  if (text === '') return { refusal: missing };
  if (hasControl(text)) return { refusal: controlWords };
  if (text === '.' || text === '..')
    return { refusal: `A name can't be just ${text === '.' ? 'a dot' : 'two dots'}: a web address reads that as a folder.` };
  const { length } = text;
  if (length > messageLimits.segment) return { refusal: `This has ${length} characters; at most ${messageLimits.segment} are possible.` };
  return { value: text };
}

function address(typed: string): Checked<string> {
  const checked = segment(typed, 'Type the e-mail address that the contact has in WhatCounts.');
  if ('refusal' in checked || /^\S+@\S+$/.test(checked.value)) return checked;
  return { refusal: 'This is no e-mail address: it needs an @ with something on both sides, and no spaces.' };
}

function subjectLine(typed: string): Checked<string> {
  const text = typed.trim();
  if (text === '') return { refusal: 'Type a subject line.' };
  if (hasControl(text)) return { refusal: controlWords };
  if (text.length > subjectLimit) {
    return { refusal: `A subject line can have at most ${subjectLimit} characters here; this has ${text.length}.` };
  }
  return { value: text };
}

function campaign(typed: string): Checked<string> {
  const text = typed.trim();
  if (hasControl(text)) return { refusal: controlWords };
  if (text.length > messageLimits.campaignName) {
    return { refusal: `A campaign name can have at most ${messageLimits.campaignName} characters; this has ${text.length}.` };
  }
  return { value: text };
}

const nobodyWords = 'Say who gets it: a customer key or an e-mail address.';
const contactNumberWords = 'Type the number of the contact (subscriberId), an integer above 0.';

/** Without somebody named in it, neither the log nor the duplicate guard could say whose message it was. */
function namedIn(body: string, command: CommandId): Checked<readonly [Recipient, ...Recipient[]]> {
  if (body === '') return { refusal: command === 'listContact' ? contactNumberWords : nobodyWords };
  if (body.length > messageLimits.body) {
    return { refusal: `This has ${body.length} characters; at most ${messageLimits.body} are possible.` };
  }
  const read = readBody(body);
  if (read === null) return { refusal: `This is no JSON object: ${whyNoObject(body)}` };
  const [twice] = repeatedNames(body);
  if (twice !== undefined) return { refusal: `“${twice}” stands twice in it: which of the two WhatCounts would take is not known.` };
  if (command === 'listContact' && contactId(read) === null) {
    return { refusal: contactNumberWords };
  }
  const unclear = unclearName(read);
  if (unclear !== null) return { refusal: unclear };
  if (command === 'content' && saysOnlyWho(read)) {
    return { refusal: 'This says only who gets it. Write the content beside that, as JSON, under the name that your realm knows.' };
  }
  const names = namesIn(read);
  // There the number alone says who gets it.
  const [first, ...others] = command === 'listContact' ? [...names].reverse() : names;
  return first === undefined ? { refusal: nobodyWords } : { value: [first, ...others] };
}

/** Why what names the contact can't be taken as a name; `null` where it can. */
function unclearName(body: JsonObject): string | null {
  for (const field of ['customerKey', 'email'] as const) {
    const name = body[field];
    if (name === undefined || name === null || name === '') continue;
    if (typeof name !== 'string') return `${field} has to be a text: put it into quotes.`;
    if (name !== name.trim()) return `${field} begins or ends with a space, and would be another one with it.`;
    const checked = segment(name, '');
    if ('refusal' in checked) return `${field}: ${checked.refusal}`;
  }
  return null;
}

function whyNoObject(text: string): string {
  try {
    JSON.parse(text);
    return 'it has to begin with { and end with }.';
  } catch (error) {
    return error instanceof Error ? `${error.message}.` : 'it can not be read.';
  }
}
