/** Texts for why a catalog could not be read, and what that means when typing a name. */
import { textOf } from '../shared/i18n/text.ts';
import type { CatalogKind } from '../shared/domain/catalog.ts';
import type { NoPages } from '../whatcounts/read-pages.ts';
import { responderOf } from '../whatcounts/response-class.ts';
import type { WireResponse } from '../net/transport.ts';
import { noResponseText, refusalText } from '../whatcounts/read-failure-text.ts';
import { maxPageBytes } from './read-page.ts';

const kindNames: Readonly<Record<CatalogKind, string>> = { lists: 'lists', templates: 'templates' };

export function notReadText(kind: CatalogKind, host: string, why: NoPages): string {
  const what = kindNames[kind];
  const unread = (sentence: string): string => `The ${what} couldn't be read. ${sentence}`;
  if (why.kind === 'failed') return unread(textOf(noResponseText(why, host, 'read')));
  const { status, truncated } = why.response;
  const refusal = refusalText(why.response, { host, practice: false }, 'read');
  const hasNone = kind === 'templates' && (status === 404 || (noCollectionStatuses.includes(status) && isOfServer(why.response)));
  if (hasNone) return `This realm doesn't list its templates (${status}). Type the name.`;
  if (refusal !== null) return unread(textOf(refusal));
  if (truncated) return unread(`A page of them has more than ${maxPageBytes / 1024 / 1024} MB. Type the name.`);
  return unread(`${host} responded, but not with ${what} (${status}).`);
}

/** Statuses besides 404 by which a server may say that there is no such collection. */
const noCollectionStatuses: readonly number[] = [400, 405, 410];

/** Whether the response isn't from a gateway on the way. */
const isOfServer = (response: WireResponse): boolean => responderOf(response, false) !== 'gateway';

export const withoutSecretText = (kind: CatalogKind, sentence: string): string => `The ${kindNames[kind]} couldn't be read. ${sentence}`;
