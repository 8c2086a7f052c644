/** The body of the commands that take a contact: a JSON object shaped like the contact resource. */
import * as v from 'valibot';

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

/** Not `v.record`: it would drop fields with names such as `constructor`, and Keypost would send something else than what was typed. */
export const JsonObjectSchema = v.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

/** Returns `null` if the text is not a JSON object. */
export function readBody(text: string): JsonObject | null {
  try {
    const parsed = v.safeParse(JsonObjectSchema, JSON.parse(text));
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
