/** The types that cross the bridge for one press of Send. */
import * as v from 'valibot';
import type { AccountKind } from './account.ts';
import type { EntryDetail, EntrySummary, Header } from './entry.ts';
import type { FieldFixes, FieldErrors } from './result.ts';
import { MessageSchema } from './message.ts';

/** Made by the page, one per press. The log accepts each id only once, so a repeated call can't become a second request. */
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

/** How far a send has come; emitted while it is under way. */
export interface SendPhase {
  pressId: string;
  /** `undoable`: the undo period is running; `opening`: nothing has been sent yet; `left`: the request may have arrived. */
  phase: 'undoable' | 'opening' | 'left';
  /** End of the undo period in milliseconds since 1970; `null` in the other phases. */
  endsAt: number | null;
}

/** The message's texts, exactly as the request contains them. */
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
  /** Single use, bound to this message, and valid until `expiresAt` (milliseconds since 1970). */
  token: string;
  expiresAt: number;
  accountName: string;
  accountKind: AccountKind;
  /** The texts as they would be sent, which can differ from what was typed. */
  sent: SentTexts;
}

export type PressResult =
  | { kind: 'finished'; entry: EntryDetail }
  | { kind: 'needsConsent'; review: Review }
  /** The same message is already being sent, so nothing more was sent. */
  | { kind: 'alreadySending'; entryId: number | null; sentence: string };

/** The latest press, for a page that was reloaded. */
export interface LatestPress {
  press: Press;
  /** How far it has come; `null` before the first phase. */
  phase: SendPhase | null;
  isUnderWay: boolean;
  /** Milliseconds since the press. */
  elapsedMs: number;
}

/** The request as it will be sent, with placeholders for the credentials. */
export interface RequestPreview {
  method: 'POST';
  url: string;
  headers: readonly Header[];
  /** Empty if there is none. */
  body: string;
  /** One POSIX shell command with placeholders for credentials. */
  curl: string;
}

/** `request` is `null` while a required field is missing or refused. */
export interface RequestPreviewResult {
  request: RequestPreview | null;
  fields: FieldErrors;
  /** Fixes for those fields that need one click. */
  fixes: FieldFixes;
}
