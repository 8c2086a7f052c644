/** Learns the server's clock, reading the events of only as many other contacts as necessary. */
import { foldLookAlikes } from '../shared/base/fold-look-alikes.ts';
import type { SentEvent } from '../whatcounts/events.ts';
import type { ClockGap } from './ask-text.ts';
import type { SentEventReader } from './read-sent-events.ts';
import { learnOffset, type ClockReading, type SendWindow, type ServerClock } from './server-clock.ts';
import { dayMs } from '../shared/base/time-units.ts';

/** Each contact takes a separate read, and two that agree are enough. */
const maxContacts = 3;

/** An accepted send to another contact on the same list. */
export interface ReferenceSend {
  customerKey: string;
  at: number;
  /** The accepted sends to its contact on that list at about the same time. */
  windows: () => readonly SendWindow[];
}

export interface LearnClockInput {
  reader: SentEventReader;
  /** The contact in question: its own accepted sends are the first evidence. */
  own: ClockReading;
  listIds: readonly number[];
  /** Best evidence first. */
  others: readonly ReferenceSend[];
}

/** The server's clock, or why it isn't known. */
export async function learnClock(deps: LearnClockInput): Promise<{ clock: ServerClock; why?: never } | { clock: null; why: ClockGap }> {
  const readings = [deps.own];
  let someUnread = false;
  let learned = learnOffset(readings);
  for (const other of oncePerKey(deps.others).slice(0, maxContacts)) {
    // More readings don't resolve a conflict.
    if (learned.clock !== null || learned.why === 'conflict') return learned;
    const read = await deps.reader.events(other.customerKey, other.at - dayMs, other.at + dayMs);
    if (read.ok && read.whole && read.contact !== 'other') {
      readings.push({ accepted: other.windows(), events: timesOnList(read.events, deps.listIds) });
    } else someUnread = true;
    learned = learnOffset(readings);
  }
  return learned.clock === null && learned.why === 'few' && someUnread ? { clock: null, why: 'unread' } : learned;
}

export const timesOnList = (events: readonly SentEvent[], listIds: readonly number[]): number[] =>
  events.flatMap(({ at, listId }) => (at !== null && listId !== null && listIds.includes(listId) ? [at] : []));

function oncePerKey(entries: readonly ReferenceSend[]): ReferenceSend[] {
  const keys = entries.map(({ customerKey }) => foldLookAlikes(customerKey));
  return entries.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}
