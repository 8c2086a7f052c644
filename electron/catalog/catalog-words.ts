/** Why a catalog could not be read, and what that means for whoever types a name. Pure. */
import { reasonWords } from '../accounts/test-words.ts';
import type { CatalogKind } from '../whatcounts/catalog.ts';
import type { NoPages } from '../whatcounts/read-pages.ts';
import { pageCap } from './read-page.ts';

const things: Readonly<Record<CatalogKind, string>> = { lists: 'lists', templates: 'templates' };

export function notReadWords(kind: CatalogKind, host: string, why: NoPages): string {
  const what = things[kind];
  if (why.kind === 'failed') return `The ${what} could not be read: ${host} could not be reached (${reasonWords(why.cause)}).`;
  const { status, truncated } = why.answer;
  if (status === 401) return `The ${what} could not be read: WhatCounts refused the realm or password (401).`;
  if (status === 403) return `The ${what} could not be read: WhatCounts refused this account (403).`;
  if (kind === 'templates' && status >= 400 && status < 500) return `This realm does not list its templates (${status}). Type the name.`;
  if (status === 200 && truncated)
    return `The ${what} could not be read: a page of them has more than ${pageCap / 1024 / 1024} MB. Type the name.`;
  return `The ${what} could not be read: ${host} answered, but not with ${what} (${status}).`;
}

export const withoutSecretWords = (kind: CatalogKind, sentence: string): string => `The ${things[kind]} could not be read. ${sentence}`;
