/** What the log stores of a send: before its request leaves, once its outcome is known, and when it is resolved later. */
import type { Account } from '../../shared/domain/account.ts';
import type { Cause, Outcome } from '../../shared/domain/outcome.ts';
import type { CheckedMessage } from '../../shared/domain/message.ts';
import type { Header } from '../../shared/domain/entry.ts';

/** What is known before the request leaves. */
export interface NewEntry {
  /** Unique in the log: a second entry for the same press is refused, so it can't be sent twice. */
  pressId: string;
  at: number;
  account: Account;
  presetId: string | null;
  presetName: string | null;
  message: CheckedMessage;
  method: string;
  url: string;
  /** With placeholders instead of credentials. */
  requestHeaders: readonly Header[];
  /** The part of the body that is kept; `null` where there is none. */
  requestBody: string | null;
  /** Name and address, where they are kept; empty otherwise. */
  contact: string;
}

/** What is known once the outcome is. */
export interface StoredOutcome {
  at: number;
  outcome: Outcome;
  cause: Cause;
  status: number | null;
  responseHeaders: readonly Header[];
  /** As received; the log keeps the first `keptBodyBytes`. `null` when no response was received. */
  responseBody: Uint8Array | null;
  responseTruncated: boolean;
  errorText: string;
  hint: string;
  sentence: string;
  durationMs: number | null;
}

/** What is learned about an entry after its send has ended. */
export interface Resolution {
  at: number;
  by: 'api' | 'person';
  /** The outcome from now on; `unknown` leaves the entry as it is and only adds a line to its history. */
  outcome: Outcome;
  cause: Cause;
  hint: string;
  sentence: string;
  note: string;
}
