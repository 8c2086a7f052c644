/** What crosses the bridge around one press of Send. */
import * as v from 'valibot';
import type { AccountKind } from './account.ts';
import type { EntryDetail, EntrySummary, Header } from './entry.ts';
import type { FieldFixes, FieldErrors } from './result.ts';
import { MessageSchema } from './message.ts';

/** Made by the page once per press. The log takes each only once, so a repeated call can't become a second request. */
export const PressIdSchema = v.pipe(v.string(), v.uuid(), v.toLowerCase());

export const PressSchema = v.object({
  pressId: PressIdSchema,
  message: MessageSchema,
  /** The token of the review sheet; `null` on the first call. */
  consent: v.nullable(v.pipe(v.string(), v.maxLength(200))),
});
export type Press = v.InferOutput<typeof PressSchema>;

export type ConsentReason =
  { code: 'duplicate'; sentence: string; earlier: EntrySummary } | { code: 'production' | 'optOutOverride'; sentence: string };

/** How far a send has come, emitted while it is under way. */
export interface SendPhase {
  pressId: string;
  /** `undoable`: waits to be undone; `opening`: nothing has left; `left`: the request may have arrived. */
  phase: 'undoable' | 'opening' | 'left';
  /** End of the undo window in milliseconds since 1970; `null` in the other phases. */
  endsAt: number | null;
}

/** The texts of a message as its request has them: see `SendParts`. */
export interface SentTexts {
  list: string;
  template: string;
  customerKey: string;
  firstName: string;
  campaignName: string;
}

/** What the review sheet shows. */
export interface Review {
  reasons: readonly ConsentReason[];
  /** Single use, bound to this message, and gone at `expiresAt` (milliseconds since 1970). */
  token: string;
  expiresAt: number;
  accountName: string;
  accountKind: AccountKind;
  /** The texts as they would go, which may be typed in another way. */
  sent: SentTexts;
}

export type PressResult =
  | { kind: 'finished'; entry: EntryDetail }
  | { kind: 'needsConsent'; review: Review }
  /** The same message is on its way already: nothing more was sent. */
  | { kind: 'alreadySending'; entryId: number | null; sentence: string };

/** The press that was made last, for a page that was loaded again. */
export interface LatestPress {
  press: Press;
  /** How far it has come; `null` before the first step. */
  phase: SendPhase | null;
  isUnderWay: boolean;
  /** Milliseconds since the press. */
  elapsedMs: number;
}

/** The request as it will go, credentials as placeholders. */
export interface RequestPreview {
  method: 'POST';
  url: string;
  headers: readonly Header[];
  /** Empty where there is none. */
  body: string;
  /** One POSIX shell command with placeholders for credentials. */
  curl: string;
}

/** `request` is `null` while a field needed for it is missing or refused. */
export interface RequestPreviewResult {
  request: RequestPreview | null;
  fields: FieldErrors;
  /** What one click can do about those fields. */
  fixes: FieldFixes;
}
