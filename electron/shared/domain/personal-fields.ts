/** The fields of a JSON body that describe a person, and the body with and without them. */
import * as v from 'valibot';
import { foldLookAlikes } from '../base/fold-look-alikes.ts';
import { lettersOf, namesIn } from './body-recipient.ts';
import { contactTexts, isKeptByFields, JsonObjectSchema, readBody, writeBody, type JsonObject } from './contact-body.ts';

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
export const hasNoContent = (body: JsonObject): boolean => Object.keys(body).every((name) => isPersonal(name) || name === 'customData');

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
  const personalValues = Object.entries(body).flatMap(([name, value]) =>
    isPersonal(name) && typeof value === 'string' && value !== '' ? [value] : [],
  );
  const rest = withoutFields(body, new Set(personalValues));
  if (Object.keys(rest).length === 0) return '';
  return JSON.stringify(rest) === JSON.stringify(body) ? text : writeBody(rest);
}

/**
 * `personalValues`: values of the personal fields at the top level. Any other field with one of these values is treated as personal, whatever its
 * name.
 */
function withoutFields(object: JsonObject, personalValues: ReadonlySet<string>): JsonObject {
  const kept = Object.entries(object).filter(
    ([name, value]) => !isPersonal(name) && !(typeof value === 'string' && personalValues.has(value)),
  );
  return Object.fromEntries(
    kept.map(([name, value]): [string, unknown] => [name, name === 'customData' ? value : withoutFieldsIn(value, personalValues)]),
  );
}

function withoutFieldsIn(value: unknown, personalValues: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutFieldsIn(one, personalValues));
  const object = v.safeParse(JsonObjectSchema, value);
  return object.success ? withoutFields(object.output, personalValues) : value;
}
