/** Serves reads of contacts: by key, by filter, with subscriptions, with events. */
import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { apiDate, readDay } from './api-date.ts';
import { sendError, sendJson, sendPage, type Query } from './responses.ts';
import { eventsOf } from './contact-events.ts';
import { contacts, type PracticeContact } from './contacts.ts';
import { lists, realmId } from './lists.ts';
import type { SentMessage } from './sent-message.ts';

export interface ContactReads {
  response: ServerResponse;
  query: Query;
  sent: readonly SentMessage[];
  now: () => Date;
}

const created = apiDate(new Date(Date.UTC(2025, 10, 2, 10, 31, 27)));

const upperHex = (algorithm: 'md5' | 'sha1', text: string): string => createHash(algorithm).update(text).digest('hex').toUpperCase();

/** Fields: WhatCounts support, Get Contact by Customer Key. In WhatCounts, fields that were never set are absent; here all are set. */
function contactObject(contact: PracticeContact): Record<string, unknown> {
  const { subscriberId, customerKey, email, firstName, lastName, city, country } = contact;
  const number = subscriberId % 10_000;
  return {
    subscriberId,
    realmId,
    email,
    firstName,
    lastName,
    company: '',
    address1: `${1 + (number % 90)} Market Street`,
    address2: '',
    city,
    state: '',
    zip: String(10_000 + number),
    country,
    // Numbers and addresses reserved for examples (RFC 5737).
    phone: `555-01${String(number % 100).padStart(2, '0')}`,
    fax: '',
    ipAddress: `192.0.2.${number % 256}`,
    createdDate: created,
    updatedDate: created,
    customerKey,
    md5Encryption: upperHex('md5', email),
    sha1Encryption: upperHex('sha1', email),
    skip: 0,
    max: 0,
  };
}

/** Single contacts have custom data; lists of contacts don't (WhatCounts support: Get All Contacts). */
const wholeContact = (contact: PracticeContact): Record<string, unknown> => ({
  ...contactObject(contact),
  customData: { text: 'text', number: contact.subscriberId % 100, float: 12.12, date: '2016-07-04' },
});

/** `/rest/subscribers`. Filters can be combined; a misspelt one is ignored (WhatCounts support: Get Contact by Filter). */
export function serveContacts(among: readonly PracticeContact[], { response, query }: ContactReads): void {
  const filters = (['email', 'firstName', 'lastName', 'customerKey'] as const).filter((name) => query.has(name));
  const found = among.filter((contact) => filters.every((name) => contact[name] === query.get(name)));
  sendPage(response, found.map(contactObject), query);
}

/** `/rest/subscribers/[key or id]`, and `subscriptions` or `events` below it; false if there is no such read. */
export function serveContact(keyOrId: string, below: string | undefined, reads: ContactReads): boolean {
  if (below !== undefined && below !== 'subscriptions' && below !== 'events') return false;
  const contact = contacts.find((one) => one.customerKey === keyOrId || String(one.subscriberId) === keyOrId);
  const { response } = reads;
  if (!contact) sendError(response, 404, 'Subscriber Not Found');
  else if (below === 'subscriptions') sendJson(response, 200, { ...wholeContact(contact), subscriptions: subscriptionsOf(contact) });
  else if (below === 'events') serveEvents(contact, reads);
  else sendJson(response, 200, wholeContact(contact));
  return true;
}

function subscriptionsOf({ subscriberId, listIds }: PracticeContact): unknown[] {
  return listIds.map((listId) => ({
    subscriptionId: subscriberId * 100 + listId,
    subscriberId,
    listId,
    formatId: 2,
    createdDate: created,
    listName: lists.find((list) => list.listId === listId)?.listName ?? '',
    skip: 0,
    max: 0,
  }));
}

/**
 * Events of messages that the practice realm sent (WhatCounts support: Report Contact Events by Customer Key). `end` is exclusive.
 * `eventType` is a name; without it, or with NONE, all kinds are returned.
 */
function serveEvents(contact: PracticeContact, { response, query, sent, now }: ContactReads): void {
  const start = readDay(query.get('start') ?? null) ?? 0;
  const end = readDay(query.get('end') ?? null) ?? Number.MAX_SAFE_INTEGER;
  const type = query.get('eventType') ?? 'NONE';
  const skip = Math.max(0, Number.parseInt(query.get('skip') ?? '0', 10) || 0);
  const events = eventsOf(contact, sent, now().getTime())
    .filter(({ at }) => at >= start && at < end)
    .filter((one) => type === 'NONE' || type === one.type)
    .map(({ event }) => event);
  sendJson(response, 200, { ...wholeContact(contact), events: events.slice(skip, skip + 500) });
}
