/**
 * Events of messages in the practice realm: every message is sent, and then opened, clicked or bounced, always the same way for a contact.
 */
import { eventTypeNumbers } from '../whatcounts/events.ts';
import type { EventKind } from '../shared/domain/delivery-status.ts';
import { apiDate } from './api-date.ts';
import type { PracticeContact } from './contacts.ts';
import { realmId } from './lists.ts';
import type { SentMessage } from './sent-message.ts';
import { secondMs } from '../shared/base/time-units.ts';

interface EventStep {
  kind: EventKind;
  /** Milliseconds after the message was sent. */
  afterMs: number;
}

const sent: EventStep = { kind: 'SENT', afterMs: 0 };

/** Contacts whose number ends in 7 bounce, in 8 don't open; every second one of the others also clicks. */
function eventSteps({ subscriberId }: PracticeContact): readonly EventStep[] {
  const last = subscriberId % 10;
  if (last === 7) return [sent, { kind: 'HARD_BOUNCE', afterMs: secondMs }];
  if (last === 8) return [sent];
  const opened: EventStep = { kind: 'OPEN', afterMs: secondMs };
  return last % 2 === 0 ? [sent, opened, { kind: 'CLICKTHROUGH', afterMs: 2 * secondMs }] : [sent, opened];
}

/** Events of a contact until now, in the API's format (fields: a public client). */
export function eventsOf(
  contact: PracticeContact,
  messages: readonly SentMessage[],
  now: number,
): { at: number; type: EventKind; event: unknown }[] {
  return messages.flatMap((message, index) => {
    if (message.contact !== contact) return [];
    return eventSteps(contact)
      .map(({ kind, afterMs }, step) => ({ kind, at: message.at + afterMs, trackingId: 9000 + index * 10 + step }))
      .filter(({ at }) => at <= now)
      .map(({ kind, at, trackingId }) => ({ at, type: kind, event: eventObject(message, kind, at, trackingId) }));
  });
}

const eventObject = ({ template, list, contact }: SentMessage, kind: EventKind, at: number, trackingId: number): unknown => ({
  trackingId,
  trackingCampaignId: 700 + template.id,
  trackingRealmId: realmId,
  trackingListId: list.listId,
  trackingSubscriberId: contact.subscriberId,
  trackingEventType: eventTypeNumbers[kind],
  trackingClickthroughId: kind === 'CLICKTHROUGH' ? 8000 + template.id : 0,
  trackingEventDate: apiDate(new Date(at)),
  eventType: kind,
  trackingMetaData: '',
  skip: 0,
  max: 0,
});
