/** Asks WhatCounts what became of one send: its contact's events since then, and the snapshots there are. Sends nothing, writes nothing. */
import type { EntryDetail } from '../log/entry.ts';
import { redactText } from '../log/redact.ts';
import { SentEventReader } from '../sending/read-sent-events.ts';
import { toleranceMs, westernmost } from '../sending/server-clock.ts';
import { foldName } from '../settings/typed-text.ts';
import { readSendAnswer } from '../whatcounts/answer.ts';
import { allEventsPath, readAllEvents, type ContactEvent } from '../whatcounts/events.ts';
import { readPages, type NoPages, type PagesParts } from '../whatcounts/read-pages.ts';
import { sendCommands } from '../whatcounts/send-commands.ts';
import { readSnapshots, snapshotsPath, type Snapshots } from '../whatcounts/snapshots.ts';
import type { Aftermath, AftermathEvent, AftermathSnapshot, Told } from './aftermath.ts';
import { noteWords, unreadWords } from './aftermath-words.ts';
import { checkedAddress } from './snapshot-address.ts';

export interface AftermathQuestion {
  entry: EntryDetail;
  pages: PagesParts;
  /** Taken out of whatever the server says. */
  secrets: readonly string[];
  /** The practice realm speaks UTC; of no other server the zone is known. */
  inUtc: boolean;
  /** Milliseconds since 1970. */
  now: number;
}

export async function askAftermath(question: AftermathQuestion): Promise<Aftermath> {
  const [{ events, notes }, snapshots] = [await askEvents(question), await askSnapshots(question)];
  return { checkedAt: question.now, events, notes, snapshots };
}

type Events = Pick<Aftermath, 'events' | 'notes'>;

async function askEvents(question: AftermathQuestion): Promise<Events> {
  const { entry, pages, now } = question;
  const found = new Map<string, ContactEvent>();
  const named: string[] = [];
  const read = await readPages(
    pages,
    (skip) => allEventsPath(entry.customerKey, entry.at, Math.max(entry.at, now), skip),
    (answer) => {
      const page = readAllEvents(answer);
      if (page === null) return null;
      if (page.customerKey !== null) named.push(page.customerKey);
      // Pages may overlap when an event is added between two of them.
      for (const event of page.events) found.set(event.id === null ? `unnumbered ${found.size}` : String(event.id), event);
      return { count: page.count, mark: JSON.stringify(page.events) };
    },
  );
  if (!read.ok) return { events: untold(unread(read, question, 'events')), notes: [] };
  if (named.some((key) => foldName(key) !== foldName(entry.customerKey)))
    return {
      events: untold('WhatCounts told of another contact than the one that was asked for, so its events are not shown.'),
      notes: [],
    };
  const since = [...found.values()].filter((event) => event.kind !== null && isSince(event, question));
  const lists = since.length === 0 ? [] : await listIdsOf(question);
  const here = lists === null ? since : since.filter(({ listId }) => listId === null || lists.includes(listId));
  const told = here.sort(byTime).flatMap(({ kind, date }): AftermathEvent[] => (kind === null ? [] : [{ kind, date }]));
  return {
    events: { items: told, failure: '' },
    notes: noteWords({ inUtc: question.inUtc, listKnown: lists !== null, whole: read.whole, count: told.length }),
  };
}

/** `null` where the list's number can't be learned: then events of every list count. */
async function listIdsOf({ entry, pages, secrets }: AftermathQuestion): Promise<readonly number[] | null> {
  if (sendCommands[entry.command].namedBy === 'id') return [Number(entry.list)];
  const lists = await new SentEventReader({ ...pages, secrets }).listIds(entry.list);
  return lists.ok && lists.ids.length > 0 ? lists.ids : null;
}

/** Not what was before the press in every zone of the world. */
function isSince({ at }: ContactEvent, { entry, inUtc }: AftermathQuestion): boolean {
  return at === null || at >= entry.at + (inUtc ? 0 : westernmost) - toleranceMs;
}

const byTime = (one: ContactEvent, other: ContactEvent): number => (one.at ?? Infinity) - (other.at ?? Infinity) || 0;

async function askSnapshots(question: AftermathQuestion): Promise<Aftermath['snapshots']> {
  const { entry, pages, secrets } = question;
  const found: Snapshots[] = [];
  const read = await readPages(
    pages,
    () => snapshotsPath(entry.customerKey),
    (answer) => {
      const page = readSnapshots(answer);
      if (page === null) return null;
      found.push(page);
      // That they are paged is not documented: what comes is taken as all of it.
      return { count: 0, mark: '' };
    },
  );
  if (!read.ok) return untold(unread(read, question, 'snapshots'));
  const snapshots = found.flatMap((page) => page.snapshots);
  if (found.some(({ customerKey }) => customerKey !== null && foldName(customerKey) !== foldName(entry.customerKey))) {
    return untold('WhatCounts told of snapshots of another contact than the one that was asked for, so they are not shown.');
  }
  const mine = snapshots.filter(({ template }) => foldName(template) === foldName(entry.template));
  const items = mine.map(({ address, date }): AftermathSnapshot => {
    const clean = redactText(address, secrets);
    const checked = checkedAddress(address);
    // What holds a credential is neither shown nor opened.
    if (clean !== address) return { address: clean, host: '', date, refusal: 'This address holds a credential, so it is not opened.' };
    return { ...checked, date };
  });
  return { items, failure: '' };
}

const untold = <T>(failure: string): Told<T> => ({ items: [], failure });

function unread(read: NoPages, { pages, secrets }: AftermathQuestion, what: 'events' | 'snapshots'): string {
  const host = new URL(pages.target.siteUrl).host;
  if (read.kind === 'failed') return unreadWords(what, { host, cause: read.cause });
  const { errorText } = readSendAnswer(read.answer);
  return unreadWords(what, { host, status: read.answer.status, error: redactText(errorText, secrets) });
}
