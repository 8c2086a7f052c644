/** Texts about a preview. */
import { textOf } from '../shared/i18n/text.ts';
import { responderOf } from '../whatcounts/response-class.ts';
import type { WireResult } from '../net/transport.ts';
import { noResponseText, refusalText } from '../whatcounts/read-failure-text.ts';
import type { ImageFailure } from './fetch-image.ts';
import type { ImageList } from './image-refs.ts';
import type { PreparedTemplate } from './prepare.ts';
import { htmlLimit, maxImages, textLimit } from './preview-limits.ts';

const megabyte = 1024 * 1024;

/** `null` if the response may have a template. */
export function unreadText(end: WireResult, host: string, number: number, capBytes: number): string | null {
  const unread = (sentence: string): string => `The template couldn't be read. ${sentence}`;
  if (end.kind === 'failed') return unread(textOf(noResponseText(end, host, 'read')));
  const { status, truncated } = end;
  if (status === 404 && responderOf(end, false) !== 'gateway')
    return unread(`There is none with the number ${number} (404). Read the templates again.`);
  const refusal = refusalText(end, { host, practice: false }, 'read');
  if (refusal !== null) return unread(textOf(refusal));
  if (truncated) return unread(`The response is larger than ${capBytes / megabyte} MB.`);
  return null;
}

export const otherResponseText = (host: string, status: number): string =>
  `The template couldn't be read. ${host} responded, but not with a template (${status}).`;

export const notPreparedText = 'The template was read, but it is too large or too complicated to be shown.';

/** Texts for truncated pages. */
export const cutText = { html: beginning('HTML', htmlLimit), text: beginning('plain text', textLimit) } as const;

function beginning(what: string, limit: number): string {
  return `Only the first ${limit / 1_000_000} million characters of the ${what} are shown.`;
}

/** Notes on differences from the requested template. `asked`: the typed name, or `null` if it was a number. */
export function noteText({ name, deleted }: PreparedTemplate, asked: string | null): string[] {
  const notes: string[] = [];
  if (deleted) notes.push('WhatCounts marks this template as deleted.');
  if (asked !== null && name !== '' && name.trim() !== asked.trim()) notes.push(`This template is now called “${name}”.`);
  return notes;
}

const countText = (count: number, one: string, more: string): string[] => (count === 0 ? [] : [`${count} ${count === 1 ? one : more}`]);

/** Text about images that aren't loaded in any case; empty if there are none. */
export function skippedText({ skipped: { filledIn, notHttps, tooMany } }: ImageList): string {
  const deps = [
    ...countText(filledIn, 'whose address WhatCounts fills in', 'whose addresses WhatCounts fills in'),
    ...countText(notHttps, 'without https', 'without https'),
    ...countText(tooMany, `past the first ${maxImages}`, `past the first ${maxImages}`),
  ];
  return deps.length === 0 ? '' : `Not loaded in any case: ${deps.join(', ')}.`;
}

const reasons: Readonly<Record<ImageFailure, string>> = {
  notPublic: 'at a private address',
  localName: 'without a public name',
  notHttps: 'not over https',
  noImage: 'no image of a kind that is shown',
  tooLarge: 'too large',
  refused: 'not given by the server',
  unreached: 'not reached',
  late: 'not there in time',
};

/** "2 of 5 images loaded. Left out: 1 too large, 2 at a private address." */
export function loadedText(count: number, loaded: number, missing: ReadonlyMap<ImageFailure, number>): string {
  const deps = [...missing].map(([why, times]) => `${times} ${reasons[why]}`);
  const out = deps.length === 0 ? '' : ` Left out: ${deps.join(', ')}.`;
  return `${loaded} of ${count} ${count === 1 ? 'image' : 'images'} loaded.${out}`;
}
