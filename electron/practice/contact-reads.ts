/** Reads of contacts: by key, by filter, with subscriptions, with events. */
import type { ServerResponse } from 'node:http';
import { apiDate, readDay } from './api-date.ts';
import { answerError, answerJson, answerPage, type Query } from './answers.ts';
import { contacts, type PracticeContact } from './contacts.ts';
import { lists, realmId } from './lists.ts';
import type { SentMessage } from './sent.ts';

export interface ContactReads {
  response: ServerResponse;
  query: Query;
  sent: readonly SentMessage[];
}

const created = apiDate(new Date(Date.UTC(2025, 10, 2, 10, 31, 27)));

/** Fields: WhatCounts support, Get Contact by Customer Key. */
function contactObject(contact: PracticeContact): Record<string, unknown> {
  const { subscriberId, customerKey, email, firstName, lastName, city, country } = contact;
  return { subscriberId, realmId, email, firstName, lastName, city, country, createdDate: created, customerKey, skip: 0, max: 0 };
}

/** `/rest/subscribers`. Filters mix as one likes; a misspelt one is ignored (WhatCounts support: Get Contact by Filter). */
export function answerContacts(among: readonly PracticeContact[], { response, query }: ContactReads): void {
  const filters = (['email', 'firstName', 'lastName', 'customerKey'] as const).filter((name) => query.has(name));
  const found = among.filter((contact) => filters.every((name) => contact[name] === query.get(name)));
  answerPage(response, found.map(contactObject), query);
}

/** `/rest/subscribers/[key or id]`, and `subscriptions` or `events` below it; false when there is no such read. */
export function answerContact(keyOrId: string, below: string | undefined, reads: ContactReads): boolean {
  if (below !== undefined && below !== 'subscriptions' && below !== 'events') return false;
  const contact = contacts.find((one) => one.customerKey === keyOrId || String(one.subscriberId) === keyOrId);
  const { response } = reads;
  if (!contact) answerError(response, 404, 'Subscriber Not Found');
  else if (below === 'subscriptions') answerJson(response, 200, { ...contactObject(contact), subscriptions: subscriptionsOf(contact) });
  else if (below === 'events') answerEvents(contact, reads);
  else answerJson(response, 200, contactObject(contact));
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
  }));
}

/**
 * SENT events of what the practice realm sent (WhatCounts support: Report Contact Events by Customer Key). `end` is
 * exclusive; `eventType` takes the name.
 */
function answerEvents(contact: PracticeContact, { response, query, sent }: ContactReads): void {
  const start = readDay(query.get('start') ?? null) ?? 0;
  const end = readDay(query.get('end') ?? null) ?? Number.MAX_SAFE_INTEGER;
  const type = query.get('eventType') ?? 'NONE';
  const skip = Math.max(0, Number.parseInt(query.get('skip') ?? '0', 10) || 0);
  const events = sent
    .map((message, index) => ({ message, index }))
    .filter(({ message }) => message.contact === contact && message.at >= start && message.at < end)
    .filter(() => type === 'NONE' || type === 'SENT')
    .map(({ message, index }) => ({
      trackingId: 9000 + index,
      trackingCampaignId: 700 + message.template.id,
      trackingRealmId: realmId,
      trackingListId: message.list.listId,
      trackingSubscriberId: contact.subscriberId,
      trackingEventType: 9,
      trackingEventDate: apiDate(new Date(message.at)),
      eventType: 'SENT',
      skip: 0,
      max: 0,
    }));
  answerJson(response, 200, { ...contactObject(contact), events: events.slice(skip, skip + 500) });
}
