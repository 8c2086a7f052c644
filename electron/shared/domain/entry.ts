/** An entry of the response log, as the page sees it. */
import type { AccountKind } from './account.ts';
import type { Format } from './message.ts';
import type { RecipientKind } from './contact-body.ts';
import type { CommandId } from './send-commands.ts';
import type { Cause, EntryState, Outcome } from './outcome.ts';

export type Header = readonly [name: string, value: string];

/** One row of the log. */
export interface EntrySummary {
  /** Grows by one a send; the order of the log, whatever the clock does. */
  id: number;
  /** When Send was pressed, in milliseconds since 1970. */
  at: number;
  state: EntryState;
  cause: Cause | null;
  accountId: string;
  accountName: string;
  accountKind: AccountKind;
  list: string;
  /** The subject line of a message that has no template. */
  template: string;
  /** What names the contact: the customer key or, for a message without one, what `recipient` of the whole entry says. */
  customerKey: string;
  presetId: string | null;
  presetName: string | null;
  /** HTTP status of the response; `null` when none came. */
  status: number | null;
  /** Milliseconds from press to outcome; `null` while sending and after a crash. */
  durationMs: number | null;
  /** One to four words for narrow places, such as "Not Found" or "Timed out"; empty when the state says it all. */
  hint: string;
  /** What happened, what it means for the message, what to do now. */
  sentence: string;
}

export interface ResponseBody {
  /** Decoded for show, in the character set that the response declares; the log keeps the bytes as they came. */
  text: string;
  /** Bytes the log keeps, at most 262,144. */
  keptBytes: number;
  /** Whether the response had more than is kept. */
  truncated: boolean;
}

/** Who gave an entry an outcome: the send itself, Keypost at its next start, WhatCounts when asked, or a person. */
export const outcomeSources = ['send', 'start', 'api', 'person'] as const;
export type OutcomeSource = (typeof outcomeSources)[number];

/** One outcome that an entry had or was confirmed in, oldest first. */
export interface HistoryItem {
  at: number;
  by: OutcomeSource;
  outcome: Outcome;
  sentence: string;
  /** What the person wrote; empty when nothing. */
  note: string;
}

export interface EntryDetail extends EntrySummary {
  command: CommandId;
  recipient: RecipientKind;
  /** Where the command names the contact by it; empty otherwise. */
  firstName: string;
  format: Format;
  campaignName: string;
  respectOptout: boolean;
  snapshot: boolean;
  method: string;
  url: string;
  /** As they went, credentials replaced by placeholders. */
  requestHeaders: readonly Header[];
  /** As it went or, where the settings keep contact details out of the log, without them; `null` where the request had none. */
  requestBody: string | null;
  /** Name and address as WhatCounts had them at that time; empty where they were not looked up, or are kept out of the log. */
  contact: string;
  responseHeaders: readonly Header[];
  /** `null` when no byte of a body came, or when it was removed. */
  responseBody: ResponseBody | null;
  /** The API's own error words, or the network's, never Keypost's own; empty when there are none. */
  errorText: string;
  /** When the outcome was written; `null` while sending. */
  outcomeAt: number | null;
  /** When the body was removed, as the settings say how long bodies are kept; `null` while it is there, or none came. */
  bodyRemovedAt: number | null;
  /** Empty until an outcome was looked into or changed afterwards; then the first outcome comes first. */
  history: readonly HistoryItem[];
}

/** What a row of the log needs of a whole entry. */
export function summaryOf(entry: EntryDetail): EntrySummary {
  const { id, at, state, cause, accountId, accountName, accountKind, list, template, customerKey } = entry;
  const { presetId, presetName, status, durationMs, hint, sentence } = entry;
  return {
    id,
    at,
    state,
    cause,
    accountId,
    accountName,
    accountKind,
    list,
    template,
    customerKey,
    presetId,
    presetName,
    status,
    durationMs,
    hint,
    sentence,
  };
}
