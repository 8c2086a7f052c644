/** Reads as many other contacts' events as it takes to learn the server's clock, and no more. */
import type { EntrySummary } from '../log/entry.ts';
import { foldName } from '../settings/typed-text.ts';
import type { SentEvent } from '../whatcounts/events.ts';
import type { ClockGap } from './ask-words.ts';
import type { SentEventReader } from './read-sent-events.ts';
import { learnOffset, type Reading } from './server-clock.ts';

const dayMs = 24 * 60 * 60_000;
/** Each is a read of its own, and two that agree are enough. */
const mostContacts = 3;

export interface ClockParts {
  reader: SentEventReader;
  /** Of the contact that is asked about: its accepted sends are the first evidence. */
  own: Reading;
  listIds: readonly number[];
  /** Sends of other contacts on the same list that were accepted, the best evidence first. */
  others: readonly EntrySummary[];
  /** The accepted sends of a contact on that list within the time given. */
  acceptedOf: (customerKey: string, from: number, to: number) => readonly number[];
}

/** Milliseconds that the server's clock is ahead of UTC, or why that is not known. */
export async function learnClock(parts: ClockParts): Promise<{ offset: number; why?: never } | { offset: null; why: ClockGap }> {
  const readings = [parts.own];
  let unread = false;
  let learned = learnOffset(readings);
  for (const other of oncePerKey(parts.others).slice(0, mostContacts)) {
    // What does not agree will not be made to agree by more.
    if (learned.offset !== null || learned.why === 'conflict') return learned;
    const [from, to] = [other.at - dayMs, other.at + dayMs];
    const read = await parts.reader.events(other.customerKey, from, to);
    if (read.ok && read.whole && read.contact !== 'other') {
      readings.push({ accepted: parts.acceptedOf(other.customerKey, from, to), events: timesOnList(read.events, parts.listIds) });
    } else unread = true;
    learned = learnOffset(readings);
  }
  return learned.offset === null && learned.why === 'few' && unread ? { offset: null, why: 'unread' } : learned;
}

export const timesOnList = (events: readonly SentEvent[], listIds: readonly number[]): number[] =>
  events.flatMap(({ at, listId }) => (at !== null && listId !== null && listIds.includes(listId) ? [at] : []));

function oncePerKey(entries: readonly EntrySummary[]): EntrySummary[] {
  const keys = entries.map(({ customerKey }) => foldName(customerKey));
  return entries.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}
