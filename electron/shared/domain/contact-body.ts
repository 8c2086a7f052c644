/** The body of the commands that take a contact: a JSON object that follows the contact resource. */
import * as v from 'valibot';
import { foldLookAlikes } from '../base/fold-look-alikes.ts';

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
export interface BodyRecipient {
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
    // What is nested too deeply can be read, but not written again.
    JSON.stringify(parsed.output);
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

interface WrittenName {
  name: string;
  /** As it stands in the text, with its quotes. */
  written: string;
  index: number;
}

/** The names at the top of a body, in its order. */
function topNames(text: string): readonly WrittenName[] {
  const found: WrittenName[] = [];
  let depth = 0;
  for (const { 0: token, 1: written, index } of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (written !== undefined && depth === 1) found.push({ name: String(JSON.parse(written)), written, index });
  }
  return found;
}

/** Names that stand more than once at the top: which one counts is the server's own business. */
export function repeatedNames(text: string): readonly string[] {
  const [seen, repeated] = [new Set<string>(), new Set<string>()];
  for (const { name } of topNames(text)) {
    if (seen.has(name)) repeated.add(name);
    seen.add(name);
  }
  return [...repeated];
}

/** The text of a body with one member at its top called otherwise, and nothing else changed. */
export function withTopName(text: string, member: string, name: string): string {
  const found = topNames(text).find((one) => one.name === member);
  if (found === undefined) return text;
  return text.slice(0, found.index) + JSON.stringify(name) + text.slice(found.index + found.written.length);
}

/** The text of a body with the text of one member at its top replaced, and nothing else: not even the way in which the rest is written. */
export function withTopText(text: string, member: string, value: string): string {
  let [depth, wanted] = [0, false];
  for (const { 0: token, 1: name, index } of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (wanted && name === undefined && token.startsWith('"'))
      return text.slice(0, index) + JSON.stringify(value) + text.slice(index + token.length);
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    wanted = name !== undefined && depth === 1 && JSON.parse(name) === member;
  }
  return text;
}

/** Members that name the contact. */
const namingMembers = ['customerKey', 'email', 'subscriberId'] as const;
export type NamingMember = (typeof namingMembers)[number];

/** As members are spelt as well: without case, and without what is neither a letter nor a digit. */
const lettersOf = (name: string): string => foldLookAlikes(name).replace(/[^\p{L}\p{N}]/gu, '');

const namingByLetters: ReadonlyMap<string, NamingMember> = new Map([
  ...namingMembers.map((member) => [lettersOf(member), member] as const),
  // What the number is called in other places of the API.
  ['contactid', 'subscriberId'],
]);

/**
 * Members at the top that look like one that names the contact and are written otherwise, such as `Email` or `customer_key`. Whether the API
 * takes them for that is not documented.
 */
export const alikeNamingMembers = (body: JsonObject): readonly { written: string; meant: NamingMember }[] =>
  Object.keys(body).flatMap((written) => {
    const meant = namingByLetters.get(lettersOf(written));
    return meant === undefined || meant === written ? [] : [{ written, meant }];
  });

/** Everything in a body that names the contact. */
export function namesIn(body: JsonObject): readonly BodyRecipient[] {
  const texts = (['customerKey', 'email'] as const).flatMap((kind): BodyRecipient[] => {
    const name = body[kind];
    return typeof name === 'string' && name.trim() !== '' ? [{ kind, name: name.trim() }] : [];
  });
  const id = contactId(body);
  return id === null ? texts : [...texts, { kind: 'contactId', name: String(id) }];
}

/** `null` where the body names nobody. */
export const recipientOf = (body: JsonObject): BodyRecipient | null => namesIn(body)[0] ?? null;

/** Fields that tell of a person and of nothing else, folded. */
const personal: ReadonlySet<string> = new Set(
  [
    ...contactTexts,
    'subscriberId',
    'contactId',
    'ipAddress',
    'md5Encryption',
    'sha1Encryption',
    'name',
    'fullName',
    'userName',
    'mobile',
    'mobilePhone',
    'birthday',
    'birthDate',
    'dateOfBirth',
  ].map(lettersOf),
);

const isPersonal = (name: string): boolean => personal.has(lettersOf(name));

/** Whether a body has nothing but fields of a person: then nothing of a message is in it. */
export const saysOnlyWho = (body: JsonObject): boolean => Object.keys(body).every((name) => isPersonal(name) || name === 'customData');

/** A body that says what `text` says, to the contact that `person` names. */
export function bodyWithRecipient(text: string, person: string): string {
  const named = Object.entries(readBody(person) ?? {}).filter(([name]) => isPersonal(name));
  // What could not be written again as it is stays as it is; then the person has to be typed into it.
  if (named.length === 0 || (text.trim() !== '' && !isKeptByFields(text))) return text;
  return writeBody({ ...Object.fromEntries(named), ...(readBody(text) ?? {}) });
}

/**
 * Fields of a person that say in `now` just what they said in `earlier`, although somebody is named there who was not: they may be left over.
 * Empty where nobody else is named.
 */
export function leftOverFields(earlier: JsonObject, now: JsonObject): readonly string[] {
  const before = new Set(namesIn(earlier).map(({ name }) => foldLookAlikes(name)));
  if (!namesIn(now).some(({ name }) => !before.has(foldLookAlikes(name)))) return [];
  return Object.entries(now).flatMap(([name, value]) =>
    isPersonal(name) && value !== '' && value !== null && JSON.stringify(value) === JSON.stringify(earlier[name]) ? [name] : [],
  );
}

/** What stands in the log instead of what it does not keep. */
export const notKept = '(not kept)';

/** Fields of which a body says only that they are not kept. */
export const redactedFieldsIn = (text: string): readonly string[] =>
  text === notKept ? ['all'] : Object.entries(readBody(text) ?? {}).flatMap(([name, value]) => (value === notKept ? [name] : []));

/** Of a body that was kept without details, what can be sent again: nobody is to get the words that stand for them. */
export function withoutRedactedFields(text: string): string {
  const body = readBody(text);
  if (body === null) return text === notKept ? '' : text;
  const rest = Object.entries(body).filter(([, value]) => value !== notKept);
  // Nothing is missing: then it is what was sent, to the letter.
  return rest.length === Object.keys(body).length ? text : writeBody(Object.fromEntries(rest));
}

/** Whether a preset can keep a body without its person: not where the rest could not be written again as it is. */
export const canBeWithoutPerson = (text: string): boolean => text.trim() === '' || withoutPersonIn(text) === text || isKeptByFields(text);

/**
 * What a preset keeps of a body: all but the person, wherever in it they are spoken of. Custom data stays, for it is what a message says.
 * Text that is no JSON is kept out.
 */
export function bodyWithoutRecipient(text: string): string {
  const rest = withoutPersonIn(text);
  return rest === null || (rest !== text && !isKeptByFields(text)) ? '' : rest;
}

function withoutPersonIn(text: string): string | null {
  const body = readBody(text);
  if (body === null) return null;
  const told = Object.entries(body).flatMap(([name, value]) =>
    isPersonal(name) && typeof value === 'string' && value !== '' ? [value] : [],
  );
  const rest = withoutFields(body, new Set(told));
  if (Object.keys(rest).length === 0) return '';
  return JSON.stringify(rest) === JSON.stringify(body) ? text : writeBody(rest);
}

/** `told`: what the fields at the top say of the person; another field that says the same is one of theirs, whatever it is called. */
function withoutFields(object: JsonObject, told: ReadonlySet<string>): JsonObject {
  const kept = Object.entries(object).filter(([name, value]) => !isPersonal(name) && !(typeof value === 'string' && told.has(value)));
  return Object.fromEntries(
    kept.map(([name, value]): [string, unknown] => [name, name === 'customData' ? value : withoutFieldsIn(value, told)]),
  );
}

function withoutFieldsIn(value: unknown, told: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutFieldsIn(one, told));
  const object = v.safeParse(ObjectSchema, value);
  return object.success ? withoutFields(object.output, told) : value;
}

/**
 * The body as the log keeps it where contact details are kept out of it: which fields it had, and of what they said only what names the
 * contact: `kind`, or the first that there is where it is not given, and its number. A body that could not be written again as it is leaves
 * nothing.
 */
export function withoutDetails(text: string, kind: RecipientKind | null = null): string {
  const body = readBody(text);
  if (body === null || !isKeptByFields(text)) return notKept;
  const named = kind ?? recipientOf(body)?.kind;
  const shown = Object.entries(body).map(([name, value]): [string, unknown] => [
    name,
    (name === named && named !== 'contactId') || (name === 'subscriberId' && contactId(body) !== null) ? value : notKept,
  ]);
  return writeBody(Object.fromEntries(shown));
}
