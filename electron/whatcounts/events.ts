/** Reads a contact's events (WhatCounts support: Report Contact Events by Customer Key; Tracking Event Types). */
import * as v from 'valibot';
import { apiDay, readApiDate, type WallClock } from './api-dates.ts';
import { asArray, jsonBody } from './json-body.ts';
import type { EventKind } from '../shared/domain/delivery-status.ts';
import type { WireResponse } from '../net/transport.ts';

/**
 * One page of the SENT events from `from` to `to` (milliseconds since 1970). The query takes days in the server's own time zone,
 * which isn't known, and excludes the day of `end`: so it requests one day more on both sides.
 */
export function eventsPath(customerKey: string, from: number, to: number, skip: number): string {
  const days = `start=${apiDay(from, -1)}&end=${apiDay(to, 2)}`;
  return `/rest/subscribers/${encodeURIComponent(customerKey)}/events?${days}&eventType=SENT&skip=${skip}`;
}

/** The same for events of every kind: the query names none, and the response is filtered here. */
export function allEventsPath(customerKey: string, from: number, to: number, skip: number): string {
  const days = `start=${apiDay(from, -1)}&end=${apiDay(to, 2)}`;
  return `/rest/subscribers/${encodeURIComponent(customerKey)}/events?${days}&skip=${skip}`;
}

/** The numbers of these kinds (WhatCounts support: Tracking Event Types). */
export const eventTypeNumbers: Readonly<Record<EventKind, number>> = {
  SENT: 9,
  OPEN: 10,
  CLICKTHROUGH: 11,
  SOFT_BOUNCE: 30,
  HARD_BOUNCE: 31,
  ABUSE: 34,
  BLOCKED: 36,
};

export interface SentEvent {
  /** `null` if absent, as fields that were never set are (WhatCounts support: URI Structure and Response). */
  id: number | null;
  listId: number | null;
  at: WallClock | null;
  /** As the server wrote it; empty if it can't be read. */
  date: string;
}

export interface ContactEvent extends SentEvent {
  /** `null` if it is of another kind, or names none. */
  kind: EventKind | null;
}

export interface EventsPage<Event extends SentEvent = SentEvent> {
  /** Number of objects in the response, valid or not: the last page has fewer than `pageSize` of read-pages.ts. */
  count: number;
  /** `null` if the response names none. */
  customerKey: string | null;
  events: readonly Event[];
}

/** A field of a wrong type counts as absent, and so does `null`. Numbers may be strings, as `permissionMask` is elsewhere. */
const integer = v.fallback(
  v.nullable(v.union([v.pipe(v.number(), v.safeInteger()), v.pipe(v.string(), v.digits(), v.maxLength(15), v.transform(Number))])),
  null,
);
const text = v.fallback(v.nullable(v.string()), null);

/** Fields: a public client (names and types). */
const EventSchema = v.object({
  trackingId: integer,
  trackingListId: integer,
  trackingEventType: integer,
  eventType: text,
  trackingEventDate: text,
});

/** The events are in the contact's field `events`, which is absent if there are none. */
const ContactSchema = v.object({ customerKey: text, subscriberId: integer, events: v.fallback(v.optional(v.unknown()), undefined) });

/** SENT events; an event without a kind counts, because only SENT events were requested. `null` if the body has no events in it. */
export function readEvents(response: WireResponse): EventsPage | null {
  const page = readPage(response);
  return page && { ...page, events: page.events.filter(({ kind, hasKind }) => kind === 'SENT' || !hasKind).map(toSentEvent) };
}

/** Events of every kind. `null` if the body has no events in it. */
export function readAllEvents(response: WireResponse): EventsPage<ContactEvent> | null {
  const page = readPage(response);
  return page && { ...page, events: page.events.map(({ kind, ...event }) => ({ ...toSentEvent(event), kind })) };
}

interface ReadEvent extends ContactEvent {
  hasKind: boolean;
}

const toSentEvent = ({ id, listId, at, date }: SentEvent): SentEvent => ({ id, listId, at, date });

function readPage(response: WireResponse): EventsPage<ReadEvent> | null {
  const body = jsonBody(response);
  if (Array.isArray(body)) {
    const only: unknown = body.length === 1 ? body[0] : undefined;
    if (!isContact(only)) return body.every(isEvent) ? pageOf(body, null) : null;
    return readContact(only);
  }
  return isContact(body) ? readContact(body) : isEvent(body) ? pageOf([body], null) : null;
}

function readContact(value: object): EventsPage<ReadEvent> | null {
  const contact = v.parse(ContactSchema, value);
  if (contact.events === undefined || contact.events === null) return pageOf([], contact.customerKey);
  return typeof contact.events === 'object' ? pageOf(asArray(contact.events), contact.customerKey) : null;
}

function isContact(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'error' in value) return false;
  return 'events' in value || 'customerKey' in value || ('subscriberId' in value && !isEvent(value));
}

const isEvent = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && ('trackingEventDate' in value || 'trackingId' in value || 'trackingEventType' in value);

const pageOf = (items: readonly unknown[], customerKey: string | null): EventsPage<ReadEvent> => ({
  count: items.length,
  customerKey,
  events: items.map(readEvent),
});

function readEvent(item: unknown): ReadEvent {
  const read = v.safeParse(EventSchema, item);
  if (!read.success) return { id: null, listId: null, at: null, date: '', kind: null, hasKind: false };
  const { trackingId, trackingListId, trackingEventType, eventType, trackingEventDate } = read.output;
  const at = trackingEventDate === null ? null : readApiDate(trackingEventDate);
  return {
    id: trackingId,
    listId: trackingListId,
    at,
    date: at === null ? '' : (trackingEventDate ?? '').trim(),
    kind: kindOf(eventType, trackingEventType),
    hasKind: eventType !== null || trackingEventType !== null,
  };
}

/** The name takes precedence over the number. */
function kindOf(name: string | null, number: number | null): EventKind | null {
  const word = name?.trim().toUpperCase();
  const kinds = Object.entries(eventTypeNumbers) as [EventKind, number][];
  return kinds.find(([kind, its]) => (word === undefined ? its === number : kind === word))?.[0] ?? null;
}
