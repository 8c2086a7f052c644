/** "Ask WhatCounts": reads the SENT events of a send's contact and judges whether they show the send. Sends nothing, writes nothing. */
import type { AccountView } from '../shared/domain/account.ts';
import type { EntryDetail } from '../shared/domain/entry.ts';
import type { LogAccess } from '../log/store/log-access.ts';
import type { AcceptedQuery } from '../log/store/accepted-sends.ts';
import type { LedgerSend } from '../log/ledger/ledger-rows.ts';
import type { PressDate } from '../log/ledger/trusted-clock.ts';
import type { LedgerEvidence, SendLedger } from '../log/ledger/send-ledger.ts';
import { acceptedWindows, otherSends, ownWindow } from './send-windows.ts';
import { ok, type Result } from '../shared/domain/result.ts';
import type { NoPages } from '../whatcounts/read-pages.ts';
import type { Target } from '../whatcounts/request.ts';
import type { Transport } from '../net/transport.ts';
import { sendCommands } from '../shared/domain/send-commands.ts';
import {
  foundText,
  isUnknownContact,
  movedText,
  notFoundText,
  accountRemovedText,
  unclearText,
  unnamedText,
  unreadText,
  withoutSecretText,
  type AskTextParams,
  type ClockGap,
  type EvidenceGap,
} from './ask-text.ts';
import { entryTarget, type EntryTarget } from './entry-target.ts';
import { learnClock, timesOnList } from './learn-clock.ts';
import { SentEventReader, type ContactEvents } from './read-sent-events.ts';
import { inReach, judge, type Doubt } from './sent-events.ts';
import type { SendWindow, ServerClock } from './server-clock.ts';
import type { AskReport } from '../shared/domain/resolving.ts';
import type { SendingAccounts } from '../accounts/account-access.ts';
import { dayMs } from '../shared/base/time-units.ts';

export interface AskDeps {
  accounts: SendingAccounts;
  log: Pick<LogAccess, 'acceptedElsewhere' | 'isOfRealm' | 'pressOf'>;
  ledger: Pick<SendLedger, 'evidence' | 'pressDate' | 'sends'>;
  transport: Transport;
  /** Time limits of each read in milliseconds; read again for every inquiry. */
  timeLimits: () => { timeoutMs: number; connectTimeoutMs: number };
  /** Milliseconds since 1970. */
  now: () => number;
}

export type Finding = Pick<AskReport, 'result' | 'sentence'>;

/** How far from the press other sends in the log count as evidence: close enough for the server's clock to be the same. */
const evidenceSpanMs = 7 * dayMs;

/** Fails only if the log can't be read. The entry must be one that may be resolved; see may-have-been-sent.ts. */
export async function askWhatCounts(entry: EntryDetail, deps: AskDeps): Promise<Result<Finding>> {
  const asked = await entryTarget(entry, deps);
  if (!asked.ok) return asked;
  if (asked.value.kind !== 'target') return ok(failedFinding(untargetedText(entry, asked.value)));
  const { account, target } = asked.value;
  const press = deps.log.pressOf(entry.id);
  if (!press.ok) return press;
  return new SendInquiry(entry, press.value, account, target, deps).finding();
}

function untargetedText(entry: EntryDetail, why: Exclude<EntryTarget, { kind: 'target' }>): string {
  switch (why.kind) {
    case 'unnamed':
      return unnamedText;
    case 'removed':
      return accountRemovedText({ entry }, entry.accountName);
    case 'withoutSecret':
      return withoutSecretText({ entry }, why.sentence);
    case 'moved':
      return movedText({ entry, account: why.account });
  }
}

const failedFinding = (sentence: string): Finding => ({ result: 'failed', sentence });

class SendInquiry {
  readonly #entry: EntryDetail;
  readonly #pressId: string;
  readonly #account: AccountView;
  readonly #deps: AskDeps;
  readonly #subject: AskTextParams;
  readonly #reader: SentEventReader;
  /** Selects the other sends in the log that serve as evidence. */
  readonly #query: AcceptedQuery;

  constructor(entry: EntryDetail, pressId: string, account: AccountView, target: Target, deps: AskDeps) {
    this.#entry = entry;
    this.#pressId = pressId;
    this.#account = account;
    this.#deps = deps;
    this.#subject = { entry, account };
    this.#reader = new SentEventReader({ transport: deps.transport, target, ...deps.timeLimits() });
    this.#query = {
      // From any account: two accounts of one realm have the same contacts.
      siteUrl: target.siteUrl,
      realm: account.realm,
      customerKey: entry.customerKey,
      list: entry.list,
      numbered: isNumbered(entry),
      from: entry.at - evidenceSpanMs,
      to: entry.at + evidenceSpanMs,
    };
  }

  async finding(): Promise<Result<Finding>> {
    const { customerKey, list, at } = this.#entry;
    const date = this.#pressDate();
    const to = date.is === 'unknown' ? Math.max(this.#query.to, date.until + evidenceSpanMs) : this.#query.to;
    // After the clock was set back, the press is in the future.
    const read = await this.#reader.events(customerKey, this.#query.from, Math.max(at, Math.min(to, this.#deps.now())));
    if (!read.ok) return ok(this.#unread(read, 'events'));
    const gap = gapOf(read, customerKey);
    if (gap !== null) return ok(this.#unclear(gap, read.events));
    if (read.events.length === 0) return ok(this.#notFound(read.events));
    const lists = isNumbered(this.#entry) ? { ok: true as const, ids: [Number(list)] } : await this.#reader.listIds(list);
    if (!lists.ok) return ok(this.#unread(lists, 'lists'));
    if ('whole' in lists && !lists.whole) return ok(this.#unclear('tooManyLists', read.events));
    return lists.ids.length === 0 ? ok(this.#unclear('list', read.events)) : this.#judge(read, lists.ids);
  }

  async #judge({ events }: ContactEvents, listIds: readonly number[]): Promise<Result<Finding>> {
    const seen = events.filter(({ listId }) => listId === null || listIds.includes(listId));
    const evidence = this.#deps.ledger.evidence(this.#pressId);
    if (typeof evidence === 'string') return ok(this.#unclear(evidence, seen));
    const learned = await this.#clock(events, listIds, evidence);
    if (!learned.ok) return learned;
    // Read the ledger again: a send made in the meantime may explain an event, too.
    const now = this.#deps.ledger.evidence(this.#pressId);
    if (typeof now === 'string') return ok(this.#unclear(now, seen));
    const { own, others } = now;
    const judgement = judge({
      own: ownWindow(own),
      others: otherSends(own, others),
      events,
      listIds,
      clock: learned.value.clock,
      daylightSaving: !this.#account.builtIn,
    });
    if (judgement.result === 'found') {
      return ok({ result: 'found', sentence: foundText(this.#subject, judgement.event, judgement.delayMs) });
    }
    if (judgement.result === 'notFound') return ok(this.#notFound(seen));
    return ok(this.#unclear(judgement.why, seen, learned.value.why));
  }

  /** The practice realm uses UTC. If no event can belong to this send in any time zone, the server's zone needn't be learned. */
  async #clock(
    events: ContactEvents['events'],
    listIds: readonly number[],
    { own, others }: LedgerEvidence,
  ): Promise<Result<{ clock: ServerClock | null; why?: ClockGap | undefined }>> {
    if (this.#account.builtIn) return ok({ clock: { offset: 0, lag: { min: 0, max: 0 } } });
    const times = timesOnList(events, listIds);
    if (!times.some((at) => inReach(at, ownWindow(own)))) return ok({ clock: null });
    const elsewhere = this.#deps.log.acceptedElsewhere(this.#query, this.#entry.at);
    if (!elsewhere.ok) return elsewhere;
    const learned = await learnClock({
      reader: this.#reader,
      own: { accepted: acceptedWindows(own, others), events: times },
      listIds,
      others: elsewhere.value.map(({ pressId, customerKey, at }) => ({ customerKey, at, windows: () => this.#windowsOf(pressId, own) })),
    });
    return ok(learned);
  }

  /** The accepted sends to another send's contact; empty if the ledger doesn't have that send: less evidence, but no wrong one. */
  #windowsOf(pressId: string, own: LedgerSend): SendWindow[] {
    const found = this.#deps.ledger.sends(pressId);
    return found === null ? [] : acceptedWindows(own, [found.own, ...found.others]);
  }

  #unclear(why: Doubt | EvidenceGap, seen: ContactEvents['events'], clock: ClockGap = 'few'): Finding {
    return { result: 'unclear', sentence: unclearText(this.#subject, why, clock, seen) };
  }

  /** A wrong press date would also find nothing. The response may have shown the correct time, so get the date again. */
  #notFound(seen: ContactEvents['events']): Finding {
    const { is } = this.#pressDate();
    if (is === 'wrong' || (is === 'unknown' && seen.length > 0)) return this.#unclear('misdated', seen);
    return { result: 'notFound', sentence: notFoundText(this.#subject) };
  }

  /** Without a record in the ledger, the press may have been at any time until now. */
  #pressDate(): PressDate {
    return this.#deps.ledger.pressDate(this.#pressId) ?? { is: 'unknown', until: this.#deps.now() };
  }

  /** An unknown contact is an unclear result; every other failed read is none at all. */
  #unread(read: NoPages, of: 'events' | 'lists'): Finding {
    const sentence = unreadText(this.#subject, { read, host: new URL(this.#query.siteUrl).host }, of);
    return of === 'events' && isUnknownContact(read) ? { result: 'unclear', sentence } : failedFinding(sentence);
  }
}

const isNumbered = ({ command }: EntryDetail): boolean => sendCommands[command].namedBy === 'id';

function gapOf({ whole, contact }: ContactEvents, customerKey: string): EvidenceGap | null {
  if (contact === 'other') return 'otherContact';
  // The same path also takes a contact's number, and how the API tells the two apart is not documented.
  if (contact === 'unnamed' && /^\d+$/.test(customerKey)) return 'unnamedContact';
  return whole ? null : 'tooMany';
}
