/** Reads the delivery status of one send: its contact's events since then, and its snapshots. Sends nothing, writes nothing. */
import type { EntryDetail } from '../shared/domain/entry.ts';
import { removedText } from '../net/redaction/redactor.ts';
import { fail, ok, type Result } from '../shared/domain/result.ts';
import { SentEventReader } from '../resolution/read-sent-events.ts';
import { toleranceMs, westernmost } from '../resolution/server-clock.ts';
import { foldLookAlikes } from '../shared/base/fold-look-alikes.ts';
import { allEventsPath, readAllEvents, type ContactEvent } from '../whatcounts/events.ts';
import { readPages, type NoPages, type PagesDeps } from '../whatcounts/read-pages.ts';
import { sendCommands } from '../shared/domain/send-commands.ts';
import { readSnapshots, snapshotsPath, type Snapshot } from '../whatcounts/snapshots.ts';
import type { DeliveryStatus, DeliveryEvent, DeliverySnapshot } from '../shared/domain/delivery-status.ts';
import { eventNotes, otherContactText, snapshotNotes, unnamedContactText, unreadText } from './delivery-text.ts';
import { checkedAddress } from './snapshot-address.ts';

export interface DeliveryQuery {
  entry: EntryDetail;
  pages: PagesDeps;
  /** The practice realm uses UTC, and its snapshots are on this computer. The time zone of other servers isn't known. */
  isPractice: boolean;
  /** Milliseconds since 1970. */
  now: number;
}

/** Fails with `notRead` if the events can't be read. Snapshots that can't be read are only noted. */
export async function askDeliveryStatus(question: DeliveryQuery): Promise<Result<DeliveryStatus>> {
  const events = await askEvents(question);
  if (!events.ok) return events;
  const snapshots = await askSnapshots(question);
  return ok({ checkedAt: question.now, ...events.value, ...snapshots });
}

async function askEvents(question: DeliveryQuery): Promise<Result<Pick<DeliveryStatus, 'events' | 'notes'>>> {
  const { entry, pages, now } = question;
  const found = new Map<string, ContactEvent>();
  const contactKeys: (string | null)[] = [];
  const read = await readPages(
    pages,
    (skip) => allEventsPath(entry.customerKey, entry.at, Math.max(entry.at, now), skip),
    (response) => {
      const page = readAllEvents(response);
      if (page === null) return null;
      contactKeys.push(page.customerKey);
      // Pages overlap if an event is added between two reads.
      for (const event of page.events) found.set(event.id === null ? `unnumbered ${found.size}` : String(event.id), event);
      return { count: page.count, content: JSON.stringify(page.events) };
    },
  );
  if (!read.ok) return fail('notRead', unreadReason(read, question, 'events'));
  if (contactKeys.some((key) => key !== null && !isSameKey(key, entry))) return fail('notRead', otherContactText);
  // The same path also takes a contact's number, and how the API tells the two apart is not documented.
  if (contactKeys.includes(null) && /^\d+$/.test(entry.customerKey)) return fail('notRead', unnamedContactText);
  const since = [...found.values()].filter((event) => event.kind !== null && isAfterPress(event, question));
  const lists = since.length === 0 ? [] : await listIdsOf(question);
  const onList = lists === null ? since : since.filter(({ listId }) => listId === null || lists.includes(listId));
  return ok({
    events: onList.sort(byTime).flatMap(({ kind, date }): DeliveryEvent[] => (kind === null ? [] : [{ kind, date }])),
    notes: eventNotes({
      inUtc: question.isPractice,
      listKnown: lists !== null,
      whole: read.whole,
      count: onList.length,
      withoutList: onList.filter(({ listId }) => listId === null).length,
    }),
  });
}

const isSameKey = (key: string, { customerKey }: EntryDetail): boolean => foldLookAlikes(key) === foldLookAlikes(customerKey);

/** `null` if the list's number can't be read: then events of all lists count. */
async function listIdsOf({ entry, pages }: DeliveryQuery): Promise<readonly number[] | null> {
  if (sendCommands[entry.command].namedBy === 'id') return [Number(entry.list)];
  const lists = await new SentEventReader(pages).listIds(entry.list);
  return lists.ok && lists.whole && lists.ids.length > 0 ? lists.ids : null;
}

/** Excludes events that are before the press in every time zone. */
function isAfterPress({ at }: ContactEvent, { entry, isPractice }: DeliveryQuery): boolean {
  return at === null || at >= entry.at + (isPractice ? 0 : westernmost) - toleranceMs;
}

const byTime = (one: ContactEvent, other: ContactEvent): number => (one.at ?? Infinity) - (other.at ?? Infinity) || 0;

async function askSnapshots(question: DeliveryQuery): Promise<Pick<DeliveryStatus, 'snapshots' | 'snapshotNotes'>> {
  const { entry, pages } = question;
  const found: Snapshot[] = [];
  const read = await readPages(
    pages,
    () => snapshotsPath(entry.customerKey),
    (response) => {
      const page = readSnapshots(response);
      if (page === null) return null;
      found.push(...page);
      // Paging isn't documented here, so the first response counts as all of them.
      return { count: 0, content: '' };
    },
  );
  if (!read.ok) return { snapshots: [], snapshotNotes: [unreadReason(read, question, 'snapshots')] };
  const own = found.filter(({ customerKey }) => customerKey === null || isSameKey(customerKey, entry));
  const ofTemplate = own.filter(({ template }) => foldLookAlikes(template) === foldLookAlikes(entry.template));
  return {
    snapshots: ofTemplate.map((snapshot) => shownSnapshot(snapshot, question)),
    snapshotNotes: snapshotNotes({
      wanted: entry.snapshot,
      count: ofTemplate.length,
      ofOtherTemplates: own.length - ofTemplate.length,
      ofOthers: found.length - own.length,
    }),
  };
}

function shownSnapshot({ address, date }: Snapshot, { isPractice, pages }: DeliveryQuery): DeliverySnapshot {
  // If a credential was removed from the address, it leads somewhere else.
  if (address.includes(removedText)) return { address, host: '', refusal: 'This address held a credential, so it is not opened.', date };
  return { ...checkedAddress(address, { isPracticeRealm: isPractice, siteHost: new URL(pages.target.siteUrl).hostname }), date };
}

function unreadReason(read: NoPages, { pages, isPractice }: DeliveryQuery, what: 'events' | 'snapshots'): string {
  const host = new URL(pages.target.siteUrl).host;
  return unreadText(what, { read, host, practice: isPractice });
}
