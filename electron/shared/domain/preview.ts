/** The preview of a template, as it crosses the bridge. */
import * as v from 'valibot';
import { CommandSchema } from './message.ts';
import type { TextPiece } from './merge-fields.ts';

/** Made by the page for each preview, so that it can close one that is still loading. */
export const PreviewIdSchema = v.pipe(v.string(), v.uuid());

export const PreviewOpenSchema = v.object({
  previewId: PreviewIdSchema,
  accountId: v.pipe(v.string(), v.maxLength(64)),
  /** Decides whether `template` is a name or a number. */
  command: v.optional(CommandSchema, 'customerKey'),
  /** As typed. */
  template: v.pipe(v.string(), v.maxLength(10_000)),
  /** The number of the template, if several have that name; `null` if nobody has chosen yet. */
  number: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  /** Reads the template again, even if it was read a moment ago. */
  again: v.boolean(),
});
export type PreviewOpen = v.InferOutput<typeof PreviewOpenSchema>;

/** A message that can be shown in a frame. */
export interface PreviewPage {
  /** The URL may be shown only in a frame without any permissions. */
  url: string;
  /** Says that only the beginning is shown; empty if all of it is. */
  cutText: string;
}

export interface ReadyPreview {
  kind: 'ready';
  /** The template's current name. */
  name: string;
  number: number;
  subject: readonly TextPiece[];
  /** `null` if the template has none. */
  html: PreviewPage | null;
  text: PreviewPage | null;
  /** What a person should know before trusting the preview, as texts for people. */
  notes: readonly string[];
  /**
   * `count`: images that could be loaded. `leftOut`: a text about those that can't; empty if there are none. `byProxy`: whether a proxy
   * would resolve the names of their servers.
   */
  images: { count: number; leftOut: string; byProxy: boolean };
  /** When the template was read, in milliseconds since 1970. */
  readAt: number;
}

/** Several templates have that name. Which of them would be sent is not documented, so a person chooses which one to look at. */
export interface SeveralTemplates {
  kind: 'several';
  numbers: readonly number[];
}

export type OpenedPreview = ReadyPreview | SeveralTemplates;

export interface PreviewImages {
  /** The message again, with the images that were loaded. */
  html: PreviewPage | null;
  text: PreviewPage | null;
  /** Which images were loaded and which were not, as text for people. */
  words: string;
  /** Whether a proxy resolved the names of their servers. */
  byProxy: boolean;
}
