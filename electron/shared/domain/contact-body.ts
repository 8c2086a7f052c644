/** The body of the commands that take a contact: a JSON object shaped like the contact resource. */
import * as v from 'valibot';
import { foldLookAlikes } from '../base/fold-look-alikes.ts';

/** Contact fields with text values (WhatCounts support: Get Contact by Customer Key), in the order of a form. */
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

/** What can name the contact of a message; the first one that is present counts. */
export const recipientKinds = ['customerKey', 'email', 'contactId'] as const;
export type RecipientKind = (typeof recipientKinds)[number];
export interface BodyRecipient {
  kind: RecipientKind;
  /** As it is written in the body; a number in digits. */
  name: string;
}

/** Not `v.record`: it would drop fields with names such as `constructor`, and Keypost would send something else than what was typed. */
const ObjectSchema = v.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

/** Returns `null` if the text is not a JSON object. */
export function readBody(text: string): JsonObject | null {
  try {
    const parsed = v.safeParse(ObjectSchema, JSON.parse(text));
    // Throws for objects that are nested so deeply that they can be parsed, but not written again.
    JSON.stringify(parsed.output);
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

export const writeBody = (body: JsonObject): string => JSON.stringify(body, null, 2);

/**
 * Whether a body can be parsed and written again without changing what it says. It can't if it has a number that JavaScript rounds, the
 * same field twice, or characters that are escaped in another way.
 */
export function isKeptByFields(text: string): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === withoutSpace(text);
  } catch {
    return false;
  }
}

/** Removes the white space between JSON tokens, but not inside strings. */
const withoutSpace = (text: string): string => text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string: string | undefined) => string ?? '');

/** The contact's number (WhatCounts support: Send to Contact in List); `null` if it is not a valid one. */
export function contactId(body: JsonObject): number | null {
  const id = body['subscriberId'];
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : null;
}

interface WrittenName {
  name: string;
  /** As it is written in the text, with its quotes. */
  written: string;
  index: number;
}

/** The member names at the top level of a body, in their order. */
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

/** Member names that occur more than once at the top level. Which of them the server would use is not known. */
export function repeatedNames(text: string): readonly string[] {
  const [seen, repeated] = [new Set<string>(), new Set<string>()];
  for (const { name } of topNames(text)) {
    if (seen.has(name)) repeated.add(name);
    seen.add(name);
  }
  return [...repeated];
}

/** Renames one member at the top level of a body and leaves everything else as it is written. */
export function withTopName(text: string, member: string, name: string): string {
  const found = topNames(text).find((one) => one.name === member);
  if (found === undefined) return text;
  return text.slice(0, found.index) + JSON.stringify(name) + text.slice(found.index + found.written.length);
}

/** Replaces the text value of one member at the top level of a body and leaves everything else as it is written. */
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

/** The folded name without everything that is neither a letter nor a digit, to find other spellings of a member. */
const lettersOf = (name: string): string => foldLookAlikes(name).replace(/[^\p{L}\p{N}]/gu, '');

const namingByLetters: ReadonlyMap<string, NamingMember> = new Map([
  ...namingMembers.map((member) => [lettersOf(member), member] as const),
  // The contact's number has this name in other places of the API.
  ['contactid', 'subscriberId'],
]);

/**
 * Members at the top level that look like one that names the contact but are spelled differently, such as `Email` or `customer_key`.
 * Whether the API accepts these spellings is not documented.
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

/** Returns `null` if the body names nobody. */
export const recipientOf = (body: JsonObject): BodyRecipient | null => namesIn(body)[0] ?? null;

/** Names of fields that only describe a person, folded. */
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

/** Whether a body has no content of a message, only fields that describe a person, or custom data. */
export const saysOnlyWho = (body: JsonObject): boolean => Object.keys(body).every((name) => isPersonal(name) || name === 'customData');

/**
 * Returns the body `text` with the personal fields of the body `person` in front of it; a field that both have keeps its value in `text`.
 */
export function bodyWithRecipient(text: string, person: string): string {
  const named = Object.entries(readBody(person) ?? {}).filter(([name]) => isPersonal(name));
  // A text that could not be written again without a change is left alone; then the person has to type the recipient into it.
  if (named.length === 0 || (text.trim() !== '' && !isKeptByFields(text))) return text;
  return writeBody({ ...Object.fromEntries(named), ...(readBody(text) ?? {}) });
}

/**
 * Personal fields in `now` with the same value as in `earlier`, although `now` names somebody who was not named before: they may be left
 * over. Empty if nobody else is named.
 */
export function leftOverFields(earlier: JsonObject, now: JsonObject): readonly string[] {
  const before = new Set(namesIn(earlier).map(({ name }) => foldLookAlikes(name)));
  if (!namesIn(now).some(({ name }) => !before.has(foldLookAlikes(name)))) return [];
  return Object.entries(now).flatMap(([name, value]) =>
    isPersonal(name) && value !== '' && value !== null && JSON.stringify(value) === JSON.stringify(earlier[name]) ? [name] : [],
  );
}

/** Stands in the log for a value that is not kept there. */
export const notKept = '(not kept)';

/** Names of the fields whose values the log has not kept; `['all']` if it has kept nothing of the body. */
export const redactedFieldsIn = (text: string): readonly string[] =>
  text === notKept ? ['all'] : Object.entries(readBody(text) ?? {}).flatMap(([name, value]) => (value === notKept ? [name] : []));

/** Returns the part of a redacted body that can be sent again. Without this, the placeholder "(not kept)" would be sent to somebody. */
export function withoutRedactedFields(text: string): string {
  const body = readBody(text);
  if (body === null) return text === notKept ? '' : text;
  const rest = Object.entries(body).filter(([, value]) => value !== notKept);
  // Nothing was redacted: return the text exactly as it was sent.
  return rest.length === Object.keys(body).length ? text : writeBody(Object.fromEntries(rest));
}

/** Whether a preset can store this body without the person. It can't if the rest could not be written again without a change. */
export const canBeWithoutPerson = (text: string): boolean => text.trim() === '' || withoutPersonIn(text) === text || isKeptByFields(text);

/**
 * What a preset keeps of a body: everything except the person, at every depth. Custom data is kept, because it is content of the message.
 * Returns an empty text if the body is not a JSON object, or if the rest could not be written again without a change.
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

/**
 * `told`: values of the personal fields at the top level. Any other field with one of these values is treated as personal, whatever its
 * name.
 */
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
 * The body as the log keeps it if contact details are not logged: all field names, but only the values that name the contact. These are the
 * value of `kind` (by default the first kind in the body) and the contact's number. If the body could not be written again without a
 * change, only the placeholder is kept.
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
