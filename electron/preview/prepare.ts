/** Turns a response into the pages of a preview. Slow for large templates, so it runs in a separate thread: see run-prepare.ts. */
import { readTemplate } from '../whatcounts/template.ts';
import type { WireResponse } from '../net/transport.ts';
import type { ImageList } from './image-refs.ts';
import { splitFields, type TextPiece } from '../shared/domain/merge-fields.ts';
import { htmlPage, textPage } from './message-page.ts';
import { htmlLimit, textLimit } from './preview-limits.ts';
import { safeHtml } from './safe-html.ts';

export interface PrepareInput {
  response: WireResponse;
}

export interface PreparedPage {
  /** UTF-8. */
  bytes: Uint8Array;
  /** Whether the page was truncated. */
  cut: boolean;
}

export interface PreparedTemplate {
  /** `null` if the response names none. */
  id: number | null;
  name: string;
  deleted: boolean;
  subject: readonly TextPiece[];
  html: PreparedPage | null;
  text: PreparedPage | null;
  images: ImageList;
}

const subjectLimit = 2000;
const nameLimit = 1000;

const noImages: ImageList = { urls: [], skipped: { filledIn: 0, notHttps: 0, tooMany: 0 } };

/** `null` if the response has no template. */
export async function prepareTemplate({ response }: PrepareInput): Promise<PreparedTemplate | null> {
  const template = readTemplate(response);
  if (template === null) return null;
  const { html, plainText: text } = template;
  const safe = html === null ? null : await safeHtml(html.slice(0, htmlLimit));
  return {
    id: template.id,
    name: template.name.slice(0, nameLimit),
    deleted: template.deleted,
    subject: splitFields(template.subject.slice(0, subjectLimit)),
    html: html === null || safe === null ? null : pageOf(htmlPage(safe.html), html.length > htmlLimit),
    text: text === null ? null : pageOf(textPage(text.slice(0, textLimit)), text.length > textLimit),
    images: safe?.images ?? noImages,
  };
}

const pageOf = (page: string, cut: boolean): PreparedPage => ({ bytes: new TextEncoder().encode(page), cut });
