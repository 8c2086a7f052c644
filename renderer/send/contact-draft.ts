/** The contact of a message as named fields: functions that read and change the JSON of its body. */
import { readBody, writeBody, type ContactText, type JsonObject } from '../../electron/shared/ipc/contract.ts';
import { withPlainDigits } from '../../electron/shared/base/plain-characters.ts';
import { trimHidden } from '../../electron/shared/base/hidden-characters.ts';

export interface CustomField {
  name: string;
  value: string;
  /** The value in the body before anything was typed; a new field holds a text. */
  was?: unknown;
}

/** Whether a body that can't be shown as fields must be edited as JSON is decided by `isKeptByFields`. */
export const bodyOrNew = (text: string): JsonObject => (text.trim() === '' ? {} : (readBody(text) ?? {}));

/** A value that isn't text is shown as JSON. */
const shown = (value: unknown): string => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value));

export const textOf = (body: JsonObject, name: ContactText | 'subscriberId'): string => shown(body[name]);

/** An empty text removes the field, because a blank value differs from a missing one. */
export function withText(body: JsonObject, name: ContactText, value: string): string {
  return withField(body, name, value === '' ? undefined : value);
}

/**
 * Trims invisible characters at the ends of the fields that identify the contact. It has to happen here, because the body is sent
 * unchanged.
 */
export function withTidyName(text: string, name: 'customerKey' | 'email' | 'firstName'): string {
  const body = bodyOrNew(text);
  const typed = textOf(body, name);
  const tidy = trimHidden(typed, name === 'firstName' ? 'name' : 'exact');
  return typeof body[name] !== 'string' || tidy === typed ? text : withText(body, name, tidy);
}

/** Digits become a number, as the command requires; anything else stays as typed and is rejected later. */
export function withContactId(body: JsonObject, typed: string): string {
  const text = withPlainDigits(trimHidden(typed, 'exact'));
  return withField(body, 'subscriberId', text === '' ? undefined : /^[1-9]\d{0,14}$/.test(text) ? Number(text) : typed);
}

export function customFields(body: JsonObject): readonly CustomField[] {
  const custom = body['customData'];
  if (typeof custom !== 'object' || custom === null || Array.isArray(custom)) return [];
  return Object.entries(custom).map(([name, value]: [string, unknown]) => ({ name, value: shown(value), was: value }));
}

/** Whether custom data is missing or an object of names and values: anything else has to be edited as JSON. */
export function takesCustomFields(body: JsonObject): boolean {
  const custom = body['customData'];
  return custom === undefined || (typeof custom === 'object' && custom !== null && !Array.isArray(custom));
}

/** Whether the body has exactly these fields, ignoring those without a name. */
export function hasCustomFields(body: JsonObject, fields: readonly CustomField[]): boolean {
  const typed = fields.flatMap(({ name, value }) => (name === '' ? [] : [[name, value]]));
  return (
    JSON.stringify(customFields(body).map(({ name, value }) => [name, value])) ===
    JSON.stringify(customFields({ customData: Object.fromEntries(typed) }).map(({ name, value }) => [name, value]))
  );
}

/** Which of these fields would not be sent, as text; empty if all of them would be. */
export function customFieldsError(fields: readonly CustomField[]): string {
  const names = fields.map(({ name }) => name).filter((name) => name !== '');
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return `Two custom fields are called “${twice}”: only one of them would go. Take one out, or call it otherwise.`;
  const unnamedField = fields.find(({ name, value }) => name === '' && value !== '');
  return unnamedField ? `The custom field with “${unnamedField.value}” has no name, so it would not go. Name it, or take it out.` : '';
}

/**
 * A number stays a number as long as the typed text is a number that reads the same; new values are texts. If two fields have the same
 * name, the later one wins; a field without a name is ignored.
 */
export function withCustomFields(body: JsonObject, fields: readonly CustomField[]): string {
  const named = fields.filter(({ name }) => name !== '').map(({ name, value, was }): [string, unknown] => [name, typedLike(was, value)]);
  return withField(body, 'customData', named.length === 0 ? undefined : Object.fromEntries(named));
}

function typedLike(before: unknown, typed: string): unknown {
  if (typeof before === 'string' || before === undefined) return typed;
  if (shown(before) === typed) return before;
  return typeof before === 'number' && Number.isFinite(Number(typed)) && String(Number(typed)) === typed ? Number(typed) : typed;
}

/** The body's text with one field changed; empty if no fields are left. */
function withField(body: JsonObject, name: string, value: unknown): string {
  const rest = value === undefined ? Object.fromEntries(Object.entries(body).filter(([one]) => one !== name)) : { ...body, [name]: value };
  return Object.keys(rest).length === 0 ? '' : writeBody(rest);
}
