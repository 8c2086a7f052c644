/** The body of the commands that take a contact: a JSON object that follows the contact resource. Pure. */
import * as v from 'valibot';

/** Contact fields that are texts (WhatCounts support: Get Contact by Customer Key), in the order of a form. */
export const contactTexts = [
  'customerKey',
  'email',
  'firstName',
  'lastName',
  'company',
  'address1',
  'address2',
  'city',
  'state',
  'zip',
  'country',
  'phone',
  'fax',
] as const;
export type ContactText = (typeof contactTexts)[number];

export type JsonObject = Readonly<Record<string, unknown>>;

/** What names the contact of a message: the first of these that is there. */
export const recipientKinds = ['customerKey', 'email', 'contactId'] as const;
export type RecipientKind = (typeof recipientKinds)[number];
export interface Recipient {
  kind: RecipientKind;
  /** As it stands in the body; a number in digits. */
  name: string;
}

/** No record: that would leave out fields with names such as `constructor`, and so send something else than what was typed. */
const ObjectSchema = v.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

/** `null` where it is no JSON object. */
export function readBody(text: string): JsonObject | null {
  try {
    const parsed = v.safeParse(ObjectSchema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

export const writeBody = (body: JsonObject): string => JSON.stringify(body, null, 2);

/**
 * Whether a body can be read and written again without a change to what it says: not where it has a number that JavaScript
 * rounds, a field twice, or signs written in another way.
 */
export function isKeptByFields(text: string): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === withoutSpace(text);
  } catch {
    return false;
  }
}

/** Without the space between the parts of JSON; that inside its strings stays. */
const withoutSpace = (text: string): string => text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string: string | undefined) => string ?? '');

/** The contact's number (WhatCounts support: Send to Contact in List); `null` where it is none. */
export function contactId(body: JsonObject): number | null {
  const id = body['subscriberId'];
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : null;
}

/** `null` where the body names nobody. */
export function recipientOf(body: JsonObject): Recipient | null {
  for (const kind of ['customerKey', 'email'] as const) {
    const name = body[kind];
    if (typeof name === 'string' && name.trim() !== '') return { kind, name: name.trim() };
  }
  const id = contactId(body);
  return id === null ? null : { kind: 'contactId', name: String(id) };
}

/** Fields that tell of a person and of nothing else. */
const personal: ReadonlySet<string> = new Set([
  ...contactTexts,
  'subscriberId',
  'ipAddress',
  'md5Encryption',
  'sha1Encryption',
  'customData',
]);

/** What stands in the log instead of a contact's details. */
export const notKept = '(not kept)';

/** A body that says what `text` says, to whoever `person` names. */
export function toPerson(text: string, person: string): string {
  const named = Object.entries(readBody(person) ?? {}).filter(([name]) => name !== 'customData' && personal.has(name));
  if (named.length === 0) return text;
  return writeBody({ ...Object.fromEntries(named), ...(readBody(text) ?? {}) });
}

/** Of a body that was kept without details, what can be sent again: nobody is to get the words that stand for them. */
export function withoutGaps(text: string): string {
  const body = readBody(text);
  if (body === null) return text === notKept ? '' : text;
  const rest = Object.entries(body).filter(([, value]) => value !== notKept);
  return rest.length === Object.keys(body).length ? text : writeBody(Object.fromEntries(rest));
}

/** What a preset keeps of a body: all but the person. Custom data stays, for it is what a message says. Text that is no JSON is kept out. */
export function withoutPerson(text: string): string {
  const body = readBody(text);
  if (body === null) return '';
  const rest = Object.entries(body).filter(([name]) => name === 'customData' || !personal.has(name));
  return rest.length === 0 ? '' : writeBody(Object.fromEntries(rest));
}

/** The body as the log keeps it where contact details are kept out of it: what names the contact stays, and so does what is no detail. */
export function withoutDetails(text: string): string {
  const body = readBody(text);
  if (body === null) return notKept;
  const named = recipientOf(body)?.kind;
  const stays = (name: string): boolean => name === 'subscriberId' || name === named || !personal.has(name);
  const shown = Object.entries(body).map(([name, value]): [string, unknown] => [name, stays(name) ? value : notKept]);
  return writeBody(Object.fromEntries(shown));
}
