/**
 * Reduces a page of a catalog to the fields that are used: a page of templates may have the text of five hundred, and searching that for
 * secrets would take seconds.
 */
import { catalogObject } from '../whatcounts/catalog.ts';
import type { CatalogKind } from '../shared/domain/catalog.ts';
import type { WireResponse } from '../net/transport.ts';
import type { ReadPage } from './read-page.ts';

/** Returns a response with only names and ids, and the same number of objects. A response without a page is returned unchanged. */
export const reducePage =
  (kind: CatalogKind, readPage: ReadPage) =>
  async (response: WireResponse): Promise<WireResponse> => {
    const page = response.status === 200 ? await readPage(kind, response) : null;
    if (page === null) return response;
    const nameless = Array.from({ length: page.count - page.items.length }, () => ({}));
    const body = JSON.stringify([...page.items.map((item) => catalogObject(kind, item)), ...nameless]);
    return { ...response, headers: [['Content-Type', 'application/json; charset=utf-8']], body: new TextEncoder().encode(body) };
  };
