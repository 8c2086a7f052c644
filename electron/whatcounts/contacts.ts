/** Reads one contact and its subscriptions by customer key. */
import * as v from 'valibot';
import { foldLookAlikes } from '../shared/base/fold-look-alikes.ts';
import { hiddenIn } from '../shared/base/hidden-characters.ts';
import { asArray, jsonBody } from './json-body.ts';
import type { WireResponse } from '../net/transport.ts';

/** Most characters of a key, as for a send. */
const maxKeyLength = 500;

/** Whether a customer key can be part of a URL path: an empty key, or dots alone, would request something else. */
export const canBeLookedUp = (key: string): boolean =>
  key !== '' && key !== '.' && key !== '..' && key.length <= maxKeyLength && hiddenIn(key, 'exact').length === 0;

/**
 * WhatCounts support: Get Contact by Customer Key. The same path takes a contact's number; how the API tells the two apart is not
 * documented.
 */
export const contactPath = (key: string): string => `/rest/subscribers/${encodeURIComponent(key)}`;

/** WhatCounts support: Get Subscriptions by Customer Key. */
export const subscriptionsPath = (key: string): string => `${contactPath(key)}/subscriptions`;

/** Texts are as the server wrote them; empty or `null` if absent, as fields that were never set are. */
export interface Contact {
  customerKey: string | null;
  id: number | null;
  firstName: string;
  lastName: string;
  email: string;
}

export interface Subscription {
  /** Id of the contact. */
  contactId: number | null;
  listId: number | null;
  listName: string | null;
}

export interface Subscriptions {
  /** The contact they belong to, if the response names it. */
  customerKey: string | null;
  contactId: number | null;
  all: readonly Subscription[];
}

/** A field of a wrong type counts as absent, and so does `null`. Numbers may be strings, and keys may be numbers. */
const integer = v.fallback(
  v.nullable(v.union([v.pipe(v.number(), v.safeInteger()), v.pipe(v.string(), v.digits(), v.maxLength(15), v.transform(Number))])),
  null,
);
const key = v.fallback(
  v.nullable(v.union([v.pipe(v.string(), v.nonEmpty()), v.pipe(v.number(), v.safeInteger(), v.transform(String))])),
  null,
);
const text = v.fallback(v.optional(v.string(), ''), '');
const anything = v.fallback(v.optional(v.unknown()), undefined);

const ContactSchema = v.object({ customerKey: key, subscriberId: integer, firstName: text, lastName: text, email: text });
const SubscriptionSchema = v.object({ subscriberId: integer, listId: integer, listName: v.fallback(v.nullable(v.string()), null) });
const HolderSchema = v.object({ customerKey: key, subscriberId: integer, subscriptions: anything });

/** `several` if the response has more than one contact, `null` if it has none. An array of one counts as that one. */
export function readContact(response: WireResponse): Contact | 'several' | null {
  const items = asArray(jsonBody(response)).map(withDtoFields);
  if (items.length > 1) return items.every(isContact) ? 'several' : null;
  const [only] = items;
  if (!isContact(only)) return null;
  const { subscriberId, ...contact } = v.parse(ContactSchema, only);
  return { ...contact, id: subscriberId };
}

/** The API's error texts for a missing contact: those of sends, and the general one of other commands. */
const noContactText = /\b(?:subscriber|contact)\b.*\bnot found\b|\b(?:unable to find|no such) (?:subscriber|contact)\b/i;
const noResourceText = /\bunable to find resource\b/i;
/** WhatCounts support, for example Delete Subscriber by Customer Key: every error has these three fields. */
const ErrorSchema = v.object({ error: v.string(), status: v.optional(v.unknown()), statusCode: v.optional(v.unknown()) });

/**
 * Whether a response says that no contact has the key. A 404 alone doesn't: a wrong site prefix, a proxy or another API also give one, with
 * or without an `error` in it. So the error has to name the contact, or be the API's complete error with its general text.
 */
export function isNoContactResponse(response: WireResponse): boolean {
  if (response.status !== 404) return false;
  const parsed = v.safeParse(ErrorSchema, jsonBody(response));
  if (!parsed.success) return false;
  const { error, status, statusCode } = parsed.output;
  if (statusCode !== undefined && Number(statusCode) !== 404) return false;
  return noContactText.test(error) || (noResourceText.test(error) && status === 'Not Found' && statusCode !== undefined);
}

/** `null` if the response isn't about subscriptions. They are in the contact's field `subscriptions`, which is absent if there are none. */
export function readSubscriptions(response: WireResponse): Subscriptions | null {
  const body = jsonBody(response);
  const items = asArray(body).map(withDtoFields);
  if (items.every(isSubscription)) return { customerKey: null, contactId: null, all: items.map(readSubscription) };
  const [only] = items;
  if (items.length !== 1 || !isContact(only)) return null;
  const { customerKey, subscriberId, subscriptions } = v.parse(HolderSchema, only);
  if (subscriptions === undefined || subscriptions === null) return { customerKey, contactId: subscriberId, all: [] };
  const held = asArray(subscriptions).map(withDtoFields);
  return held.every(isSubscription) ? { customerKey, contactId: subscriberId, all: held.map(readSubscription) } : null;
}

function readSubscription(item: object): Subscription {
  const { subscriberId, listId, listName } = v.parse(SubscriptionSchema, item);
  return { contactId: subscriberId, listId, listName };
}

/** A public client also reads fields inside an object named `dto`. */
function withDtoFields(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('dto' in value)) return value;
  const { dto, ...own } = value;
  return typeof dto === 'object' ? { ...dto, ...own } : own;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('error' in value);

function isSubscription(value: unknown): value is object {
  return isObject(value) && !('subscriptions' in value) && ('subscriptionId' in value || 'listId' in value || 'listName' in value);
}

function isContact(value: unknown): value is object {
  return isObject(value) && !isSubscription(value) && ('customerKey' in value || 'subscriberId' in value || 'email' in value);
}

/**
 * Whether a response is about the requested customer key; `unnamed` if it doesn't say. The server ignores filters that it doesn't know
 * and returns everything (WhatCounts support: Get Contact by Filter), so every response is checked. Whether keys are case-sensitive is not
 * documented.
 */
export function contactMatch(customerKey: string | null, asked: string): 'asked' | 'other' | 'unnamed' {
  if (customerKey === null) return 'unnamed';
  return foldLookAlikes(customerKey) === foldLookAlikes(asked) ? 'asked' : 'other';
}

/**
 * Whether one of the subscriptions is to a list: by its name, or by a known id of that name. `null` if that can't be determined,
 * because one has neither, or because all of them belong to another contact.
 */
export function isSubscribed({ contactId, all }: Subscriptions, list: string, listIds: readonly number[]): boolean | null {
  const own = all.filter((one) => contactId === null || one.contactId === null || one.contactId === contactId);
  if (own.length === 0) return all.length === 0 ? false : null;
  const named = (name: string | null): boolean => name !== null && foldLookAlikes(name) === foldLookAlikes(list);
  if (own.some(({ listName, listId }) => named(listName) || (listId !== null && listIds.includes(listId)))) return true;
  const nameless = own.some(({ listName, listId }) => listName === null && (listId === null || listIds.length === 0));
  return nameless ? null : false;
}
