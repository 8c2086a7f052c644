/** The preview of a template, as it crosses between page and main. */
import * as v from 'valibot';
import { CommandSchema } from './message.ts';
import type { TextPiece } from './merge-fields.ts';

/** Made by the page for each opening, so that it can close what has not come yet. */
export const PreviewIdSchema = v.pipe(v.string(), v.uuid());

export const PreviewOpenSchema = v.object({
  previewId: PreviewIdSchema,
  accountId: v.pipe(v.string(), v.maxLength(64)),
  /** Whether `template` is a name or a number depends on it. */
  command: v.optional(CommandSchema, 'customerKey'),
  /** As typed. */
  template: v.pipe(v.string(), v.maxLength(10_000)),
  /** Which of several of one name; `null` where nobody has chosen. */
  number: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  /** Reads it anew, also where it was read a moment ago. */
  again: v.boolean(),
});
export type PreviewOpen = v.InferOutput<typeof PreviewOpenSchema>;

/** A message that can be shown in a frame. */
export interface PreviewPage {
  /** Only a frame without any permission may show it. */
  url: string;
  /** Empty, or that it is only the beginning. */
  cutText: string;
}

export interface ReadyPreview {
  kind: 'ready';
  /** As the template is called by now. */
  name: string;
  number: number;
  subject: readonly TextPiece[];
  /** `null` where the template has none. */
  html: PreviewPage | null;
  text: PreviewPage | null;
  /** What a person should know before trusting it, in sentences. */
  notes: readonly string[];
  /**
   * Images that could be loaded, a sentence about those that can't, empty where there are none, and whether a proxy would resolve the names
   * of their servers.
   */
  images: { count: number; leftOut: string; byProxy: boolean };
  /** When it was read, in milliseconds since 1970. */
  readAt: number;
}

/** Several templates of that name: which one is sent is not documented, so a person chooses which one to look at. */
export interface SeveralTemplates {
  kind: 'several';
  numbers: readonly number[];
}

export type OpenedPreview = ReadyPreview | SeveralTemplates;

export interface PreviewImages {
  /** The message anew, with the images that came. */
  html: PreviewPage | null;
  text: PreviewPage | null;
  /** What came and what did not, in a sentence. */
  words: string;
  /** Whether a proxy resolved the names of their servers. */
  byProxy: boolean;
}
