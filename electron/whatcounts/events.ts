/** Reads a contact's events (WhatCounts support: Report Contact Events by Customer Key; Tracking Event Types). Pure. */
import * as v from 'valibot';
import { apiDay, readApiDate, type WallClock } from './api-dates.ts';
import { asArray, jsonBody } from './json-body.ts';
import type { EventKind } from '../shared/domain/delivery-status.ts';
import type { WireResponse } from '../net/transport.ts';

/**
 * One page of the SENT events from `from` to `to` (milliseconds since 1970). The query takes days of the server's own zone,
 * which nobody knows, and leaves the day of `end` out: so it asks for a day more on both sides.
 */
export function eventsPath(customerKey: string, from: number, to: number, skip: number): string {
  const days = `start=${apiDay(from, -1)}&end=${apiDay(to, 2)}`;
  return `/rest/subscribers/${encodeURIComponent(customerKey)}/events?${days}&eventType=SENT&skip=${skip}`;
}

/** The same for events of every kind: the query names none, and what came is told apart here. */
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
  /** `null` where it is absent; fields that were never set are (WhatCounts support: URI Structure and Response). */
  id: number | null;
  listId: number | null;
  at: WallClock | null;
  /** As the server wrote it; empty where it can't be read. */
  date: string;
}

export interface ContactEvent extends SentEvent {
  /** `null` where it is of another kind, or says none. */
  kind: EventKind | null;
}

export interface EventsPage<Event extends SentEvent = SentEvent> {
  /** Objects that came, whatever they were: the last page has fewer than `pageSize` of read-pages.ts. */
  count: number;
  /** `null` when the answer names none. */
  customerKey: string | null;
  events: readonly Event[];
}

/** A field of a wrong type counts as absent, and so does `null`. Numbers may come as text, as `permissionMask` does elsewhere. */
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

/** The events are held in `events` of the contact, which is absent where there are none. */
const ContactSchema = v.object({ customerKey: text, subscriberId: integer, events: v.fallback(v.optional(v.unknown()), undefined) });

/** SENT events; one that says no kind counts, for only such were asked for. `null` when the body is nothing that holds events. */
export function readEvents(response: WireResponse): EventsPage | null {
  const page = readPage(response);
  return page && { ...page, events: page.events.filter(({ kind, hasKind }) => kind === 'SENT' || !hasKind).map(toSentEvent) };
}

/** Events of every kind. `null` when the body is nothing that holds events. */
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

/** The name counts where there is one. */
function kindOf(name: string | null, number: number | null): EventKind | null {
  const word = name?.trim().toUpperCase();
  const kinds = Object.entries(eventTypeNumbers) as [EventKind, number][];
  return kinds.find(([kind, its]) => (word === undefined ? its === number : kind === word))?.[0] ?? null;
}
