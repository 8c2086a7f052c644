/** An entry of the response log, as the page sees it. */
import type { AccountKind } from './account.ts';
import type { Format } from './message.ts';
import type { RecipientKind } from './body-recipient.ts';
import type { CommandId } from './send-commands.ts';
import type { Cause, EntryState, Outcome } from './outcome.ts';

export type Header = readonly [name: string, value: string];

/** One row of the log. */
export interface EntrySummary {
  /** Increases with every send and gives the order of the log, even when the clock is changed. */
  id: number;
  /** When Send was pressed, in milliseconds since 1970. */
  at: number;
  state: EntryState;
  cause: Cause | null;
  accountId: string;
  accountName: string;
  accountKind: AccountKind;
  list: string;
  /** The template; the subject line if the message has no template. */
  template: string;
  /** What names the contact: the customer key or, for a message without one, what `recipient` in the entry's details says. */
  customerKey: string;
  presetId: string | null;
  presetName: string | null;
  /** HTTP status of the response; `null` if there was no response. */
  status: number | null;
  /** Milliseconds from press to outcome; `null` while sending and after a crash. */
  durationMs: number | null;
  /** One to four words for narrow places, such as "Not Found" or "Timed out"; empty if the state says enough. */
  hint: string;
  /** What happened, what it means for the message and what to do now. */
  sentence: string;
}

export interface ResponseBody {
  /** Decoded for display with the character set that the response declares. The log keeps the original bytes. */
  text: string;
  /** How many bytes the log keeps: at most 262,144. */
  keptBytes: number;
  /** Whether the response was longer than what is kept. */
  truncated: boolean;
}

/** Where an entry's outcome came from: the send itself, Keypost at its next start, WhatCounts when asked, or a person. */
export const outcomeSources = ['send', 'start', 'api', 'person'] as const;
export type OutcomeSource = (typeof outcomeSources)[number];

/** An outcome that an entry had, or that was confirmed later. The history lists the oldest first. */
export interface HistoryItem {
  at: number;
  by: OutcomeSource;
  outcome: Outcome;
  sentence: string;
  /** What the person wrote; empty if nothing. */
  note: string;
}

export interface EntryDetail extends EntrySummary {
  command: CommandId;
  recipient: RecipientKind;
  /** Only if the command names the contact by it; empty otherwise. */
  firstName: string;
  format: Format;
  campaignName: string;
  respectOptout: boolean;
  snapshot: boolean;
  method: string;
  url: string;
  /** As they were sent, with placeholders for the credentials. */
  requestHeaders: readonly Header[];
  /** As it was sent, or without contact details if the settings keep them out of the log; `null` if the request had no body. */
  requestBody: string | null;
  /**
   * Name and address of the contact, as WhatCounts had them when it was sent; empty if they were not looked up or are kept out of the log.
   */
  contact: string;
  responseHeaders: readonly Header[];
  /** `null` if no byte of a body arrived, or if the body was removed. */
  responseBody: ResponseBody | null;
  /** The error message of the API or of the network, never one of Keypost's own texts; empty if there is none. */
  errorText: string;
  /** When the outcome was written; `null` while sending. */
  outcomeAt: number | null;
  /** When the body was removed because of the retention settings; `null` if it is still there or there was none. */
  bodyRemovedAt: number | null;
  /** Empty until somebody checked or changed the outcome after the send; then it begins with the first outcome. */
  history: readonly HistoryItem[];
}

/** The part of an entry's details that a row of the log shows. */
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
