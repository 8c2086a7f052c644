/** The rules for a message before it may become a request. */
import { withPlainDigits } from '../base/plain-characters.ts';
import { trimHidden } from '../base/hidden-characters.ts';
import { notJsonObject, parseTypedText, type TextRefusal, type TypedOptions } from './typed-text.ts';
import { parseContactAddress } from './contact-address.ts';
import { parseCustomerKey } from './customer-key.ts';
import type { FieldFix, FieldFixes, FieldErrors } from './result.ts';
import { parseRealmName, type KnownNames } from './realm-name.ts';
import { textOf } from '../i18n/text.ts';
import { repeatedNames } from './body-members.ts';
import { namesIn, type BodyRecipient } from './body-recipient.ts';
import { contactId, readBody } from './contact-body.ts';
import { hasNoContent } from './personal-fields.ts';
import type { CheckedMessage, Message } from './message.ts';
import { sendCommands, subjectLimit, supportsQuery, type CommandId } from './send-commands.ts';
import { unclearMember, unclearName } from './check-body-recipient.ts';
import { segmentLimit, segmentProblem, type Checked } from './path-segment.ts';

/**
 * Maximum lengths in characters. The limit of campaign names is the API's (WhatCounts support: Send Message with Customer Key); those of
 * names, keys and bodies are ours: no system uses longer ones, and a pasted mail should not become a URL.
 */
export const messageLimits = { segment: segmentLimit, campaignName: 100, body: 256 * 1024 } as const;

export type MessageCheck = { ok: true; message: CheckedMessage } | { ok: false; fields: FieldErrors; fixes: FieldFixes };

/** The lists and templates of the realm that the message is sent to, as far as they are known. */
export type RealmNames = Readonly<Record<'lists' | 'templates', KnownNames>>;
export const noNames: RealmNames = { lists: [], templates: [] };

/**
 * Checks every field. Hidden characters are trimmed from the ends of every text and refused inside it; a list or template is sent exactly
 * as the realm writes it. On failure there is a text for each refused field.
 */
export function checkMessage(message: Message, names: RealmNames = noNames): MessageCheck {
  const { command } = message;
  const { hasTemplate, namedBy } = sendCommands[command];
  const fields: Record<string, string> = {};
  const fixes: Record<string, readonly FieldFix[]> = {};
  const take = <T>(name: keyof Message, checked: Checked<T>, otherwise: T): T => {
    if ('value' in checked) return checked.value;
    fields[name] = checked.refusal;
    if (checked.fixes !== undefined && checked.fixes.length > 0) fixes[name] = checked.fixes;
    return otherwise;
  };
  const list = take('list', place('list', message.list, namedBy, names.lists), '');
  const template = hasTemplate
    ? take('template', place('template', message.template, namedBy, names.templates), '')
    : take('subject', subjectLine(message.subject), '');
  const contact = contactOf(message, take);
  const campaignName = take('campaignName', campaign(message.campaignName), '');
  if (Object.keys(fields).length > 0) return { ok: false, fields, fixes };
  return {
    ok: true,
    message: {
      command,
      list,
      template,
      ...contact,
      format: message.format,
      campaignName,
      respectOptout: supportsQuery(command, 'respectOptout') ? message.respectOptout : true,
      snapshot: supportsQuery(command, 'snapshot') && message.snapshot,
    },
  };
}

type CheckedContact = Pick<CheckedMessage, 'customerKey' | 'recipient' | 'alsoNamed' | 'firstName' | 'body'>;
type TakeField = <T>(name: keyof Message, checked: Checked<T>, otherwise: T) => T;

function contactOf(message: Message, take: TakeField): CheckedContact {
  switch (sendCommands[message.command].contact) {
    case 'customerKey': {
      const customerKey = take('customerKey', segment(message.customerKey, 'Type a customer key.', parseCustomerKey), '');
      return { customerKey, recipient: 'customerKey', alsoNamed: [], firstName: '', body: '' };
    }
    case 'email': {
      const customerKey = take('email', address(message.email), '');
      const firstName = take(
        'firstName',
        segment(message.firstName, 'Type the first name that the contact has in WhatCounts.', personName),
        '',
      );
      return { customerKey, recipient: 'email', alsoNamed: [], firstName, body: '' };
    }
    case 'body': {
      const body = message.body.trim();
      const nobody: readonly [BodyRecipient] = [{ kind: 'email', name: '' }];
      const [{ kind, name }, ...others] = take<readonly [BodyRecipient, ...BodyRecipient[]]>(
        'body',
        namedIn(body, message.command),
        nobody,
      );
      return { customerKey: name, recipient: kind, alsoNamed: others.map((one) => one.name), firstName: '', body };
    }
  }
}

const what = { list: 'list', template: 'template' } as const;

/** Numbers (IDs) are integers above 0 (WhatCounts support: Get All Lists; Get Template by ID). */
function place(field: 'list' | 'template', typed: string, namedBy: 'name' | 'id', known: KnownNames): Checked<string> {
  if (namedBy === 'name')
    return segment(typed, `Type the name of the ${what[field]}, as WhatCounts has it.`, (text) => parseRealmName(text, known));
  const number = withPlainDigits(trimHidden(typed, 'exact'));
  if (/^[1-9]\d{0,14}$/.test(number)) return { value: number };
  return { refusal: `Type the number that the ${what[field]} has in WhatCounts, or pick it by its name: this command takes no names.` };
}

const asChecked = (taken: { value: string } | TextRefusal): Checked<string> =>
  'value' in taken ? taken : { refusal: textOf(taken.text), fixes: taken.fixes };

const personName: TypedOptions = { rule: 'name', noun: 'first name' };

type Take = (typed: string) => { value: string } | TextRefusal;

function segment(typed: string, missing: string, how: TypedOptions | Take): Checked<string> {
  const checked = asChecked(typeof how === 'function' ? how(typed) : parseTypedText(typed, how));
  if ('refusal' in checked) return checked;
  const text = checked.value;
  if (text === '') return { refusal: missing };
  const refusal = segmentProblem(text);
  return refusal === null ? checked : { refusal };
}

const address = (typed: string): Checked<string> =>
  segment(typed, 'Type the e-mail address that the contact has in WhatCounts.', parseContactAddress);

function subjectLine(typed: string): Checked<string> {
  const checked = asChecked(parseTypedText(typed, { rule: 'prose', noun: 'text' }));
  if ('refusal' in checked) return checked;
  const text = checked.value;
  if (text === '') return { refusal: 'Type a subject line.' };
  if (text.length > subjectLimit) {
    return { refusal: `A subject line can have at most ${subjectLimit} characters here; this has ${text.length}.` };
  }
  return checked;
}

function campaign(typed: string): Checked<string> {
  const checked = asChecked(parseTypedText(typed, { rule: 'name', noun: 'campaign name' }));
  if ('refusal' in checked) return checked;
  const { length } = checked.value;
  if (length > messageLimits.campaignName) {
    return { refusal: `A campaign name can have at most ${messageLimits.campaignName} characters; this has ${length}.` };
  }
  return checked;
}

const nobodyText = 'Say who gets it: a customer key or an e-mail address.';
const contactNumberText = 'Type the number of the contact (subscriberId), an integer above 0.';

/** The body has to name a contact; otherwise neither the log nor the duplicate guard could tell whose message it was. */
function namedIn(body: string, command: CommandId): Checked<readonly [BodyRecipient, ...BodyRecipient[]]> {
  if (body === '') return { refusal: command === 'listContact' ? contactNumberText : nobodyText };
  if (body.length > messageLimits.body) {
    return { refusal: `This has ${body.length} characters; at most ${messageLimits.body} are possible.` };
  }
  const read = readBody(body);
  if (read === null) return { refusal: textOf(notJsonObject(body)) };
  const [twice] = repeatedNames(body);
  if (twice !== undefined) return { refusal: `“${twice}” stands twice in it: which of the two WhatCounts would take is not known.` };
  const member = unclearMember(body, read);
  if (member !== null) return member;
  if (command === 'listContact' && contactId(read) === null) {
    return { refusal: contactNumberText };
  }
  const unclear = unclearName(body, read);
  if (unclear !== null) return unclear;
  if (command === 'content' && hasNoContent(read)) {
    return { refusal: 'This says only who gets it. Write the content beside that, as JSON, under the name that your realm knows.' };
  }
  const names = namesIn(read);
  // This command finds the contact by its number alone.
  const [first, ...others] = command === 'listContact' ? [...names].reverse() : names;
  return first === undefined ? { refusal: nobodyText } : { value: [first, ...others] };
}
