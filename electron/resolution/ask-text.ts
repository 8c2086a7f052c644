/** Texts for the result of "Ask WhatCounts": what a contact's SENT events show about a send. */
import type { AccountView } from '../shared/domain/account.ts';
import type { LedgerGap } from '../log/ledger/send-ledger.ts';
import type { EntrySummary } from '../shared/domain/entry.ts';
import { textOf } from '../shared/i18n/text.ts';
import { readSendResponse } from '../whatcounts/send-response.ts';
import type { SentEvent } from '../whatcounts/events.ts';
import type { NoPages } from '../whatcounts/read-pages.ts';
import { isOfWhatCounts } from '../whatcounts/response-class.ts';
import { noResponseText, refusalText } from '../whatcounts/read-failure-text.ts';
import type { Doubt } from './sent-events.ts';
import type { Learned } from './server-clock.ts';

/** Why the server's clock could not be learned; `unread`: the events of other contacts could not be read. */
export type ClockGap = Exclude<Learned['why'], undefined> | 'unread';

/** The values that the texts name. */
export interface AskTextParams {
  entry: Pick<EntrySummary, 'at' | 'customerKey' | 'list' | 'state'>;
  account: Pick<AccountView, 'builtIn' | 'name'>;
}

/** Reasons for an unclear result that don't lie in the times of events, but in the responses or in Keypost's own records. */
export type EvidenceGap = 'list' | 'otherContact' | 'unnamedContact' | 'misdated' | 'tooMany' | 'tooManyLists' | LedgerGap;

/** The most event times that a text names. */
const maxShownTimes = 8;

/** An entry that may be resolved is unknown, or was rejected by a server that may have sent the message all the same. */
const currentOutcome = ({ entry: { state } }: Pick<AskTextParams, 'entry'>): 'unknown' | 'rejected' =>
  state === 'rejected' ? 'rejected' : 'unknown';
const stillText = (subject: Pick<AskTextParams, 'entry'>): string => `Still ${currentOutcome(subject)}.`;

const sourceName = ({ account }: AskTextParams): string => (account.builtIn ? 'The practice realm' : 'WhatCounts');

export function foundText({ entry }: AskTextParams, event: SentEvent, delayMs: number): string {
  const after = delayMs < 1000 ? 'right at the press of Send' : `${durationText(delayMs)} after the press of Send`;
  return `Accepted, confirmed by a SENT event of ${event.date} (time of the server), ${after}, for ${entry.customerKey} on ${entry.list}.`;
}

export function notFoundText(subject: AskTextParams): string {
  const { customerKey, list } = subject.entry;
  return (
    `${stillText(subject)} ${sourceName(subject)} has no SENT event for ${customerKey} on ${list} that can be of this send and is of no other one in ` +
    `this log. How soon an event appears is not documented: ask again later, or check before you send again.`
  );
}

export function unclearText(subject: AskTextParams, why: Doubt | EvidenceGap, clock: ClockGap, seen: readonly SentEvent[]): string {
  const times = timesText(subject, seen);
  return `${stillText(subject)} ${sourceName(subject)} was asked, but ${reasonText(subject, why, clock)}.${times} Check before you send again.`;
}

function reasonText({ entry: { customerKey, list } }: AskTextParams, why: Doubt | EvidenceGap, clock: ClockGap): string {
  switch (why) {
    case 'zone':
      return `its times name no zone, and ${clockText(clock)}, so whether one of the SENT events is of this send can't be told`;
    case 'rival':
      return 'the SENT event that fits may as well be of another send in this log, to this key on this list or to a contact that was named otherwise';
    case 'late':
      return 'the next SENT event came too long after this send to be surely its own';
    case 'clock':
      return "a SENT event fits only if the server's clock was changed by an hour in between";
    case 'unreadable':
      return "there is a SENT event without a list or a time that can be read, so whether it is of this send can't be told";
    case 'list':
      return `it names no list ${list}, so whether one of the SENT events is of this send can't be told`;
    case 'otherContact':
      return `it responded with another contact than ${customerKey}, so its events prove nothing`;
    case 'unnamedContact':
      return `it did not say whose events these are, and a key of digits may be read as another contact's number, so they prove nothing`;
    case 'misdated':
      return textOf({ code: 'evidence.misdated', params: undefined });
    case 'several':
      return textOf({ code: 'evidence.several', params: undefined });
    case 'early':
      return textOf({ code: 'evidence.early', params: undefined });
    case 'incomplete':
      return textOf({ code: 'evidence.incomplete', params: undefined });
    case 'otherKey':
      return textOf({ code: 'evidence.otherKey', params: undefined });
    case 'unknown':
      return textOf({ code: 'evidence.unknown', params: undefined });
    case 'tooManyLists':
      return "it has more lists than could be read, so whether one of the SENT events is of this send can't be told";
    case 'tooMany':
      return "there are more events than could be read, so whether one is of this send can't be told";
  }
}

function clockText(clock: ClockGap): string {
  if (clock === 'conflict') return "the accepted sends near this one don't agree on the server's clock";
  if (clock === 'several') return "the accepted sends near this one fit more than one setting of the server's clock";
  if (clock === 'unread') return "the events of other contacts, which would show the server's clock, could not be read";
  return "this log has too few accepted sends near this one to learn the server's clock";
}

/** The event times closest to the press by the server's clock, in order. */
function timesText({ entry }: AskTextParams, seen: readonly SentEvent[]): string {
  const dated = seen.flatMap(({ at, date }) => (at === null ? [] : [{ at, date }]));
  if (dated.length === 0) return '';
  const near = [...dated].sort((a, b) => Math.abs(a.at - entry.at) - Math.abs(b.at - entry.at)).slice(0, maxShownTimes);
  const dates = near.sort((a, b) => a.at - b.at).map(({ date }) => date);
  const more = dated.length > near.length ? ` and ${dated.length - near.length} more` : '';
  return ` Seen by the server's clock: ${dates.join('; ')}${more}.`;
}

/** A failed read, and the host it was sent to. */
interface Unread {
  read: NoPages;
  host: string;
}

/** Why the events or the lists could not be read. Names "WhatCounts" only if the response is recognizably from WhatCounts. */
export function unreadText(subject: AskTextParams, { read, host }: Unread, of: 'events' | 'lists'): string {
  const what = of === 'events' ? `the SENT events of ${subject.entry.customerKey}` : `the list ${subject.entry.list}`;
  if (read.kind === 'failed')
    return textOf({
      code: 'ask.unread',
      params: { outcome: currentOutcome(subject), what, why: textOf(noResponseText(read, host, 'read')) },
    });
  if (of === 'events' && isUnknownContact(read)) {
    const errorText = readSendResponse(read.response).errorText;
    const facts = errorText === '' ? '404' : `404 "${errorText}"`;
    return textOf({ code: 'ask.noSuchContact', params: { outcome: currentOutcome(subject), what, who: sourceName(subject), facts } });
  }
  const refusal = refusalText(read.response, { host, practice: subject.account.builtIn }, 'read', true);
  if (refusal === null) return textOf({ code: 'ask.unreadable', params: { outcome: currentOutcome(subject), what, host } });
  return textOf({ code: 'ask.unread', params: { outcome: currentOutcome(subject), what, why: textOf(refusal) } });
}

/** Whether the API itself says that it knows no such contact: a result, though not a clear one. */
export const isUnknownContact = (read: NoPages): boolean =>
  read.kind === 'answered' && read.response.status === 404 && isOfWhatCounts(read.response);

export const withoutSecretText = (subject: Pick<AskTextParams, 'entry'>, sentence: string): string =>
  `${stillText(subject)} WhatCounts was not asked. ${sentence}`;

export const accountRemovedText = (subject: Pick<AskTextParams, 'entry'>, name: string): string =>
  `${stillText(subject)} The account ${name} was removed, so WhatCounts can't be asked as it. Check in WhatCounts itself, then resolve this send.`;

export const unnamedText =
  "WhatCounts can't be asked about this send: its events are found by customer key, and this message had none. Look for it in WhatCounts, then resolve this send.";

export function movedText(subject: AskTextParams): string {
  const { account } = subject;
  return account.builtIn
    ? `${stillText(subject)} The practice realm has restarted since this send and no longer knows what it sent.`
    : `${stillText(subject)} ${account.name} has another site or realm now than this message went to, so asking it proves nothing. Check before you send again.`;
}

/** "12 s", "3 min 5 s". */
function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
