/**
 * A page of a catalog without all that nobody reads of it: a page of templates may hold the text of five hundred, and to search that for
 * secrets would take seconds.
 */
import { catalogObject } from '../whatcounts/catalog.ts';
import type { CatalogKind } from '../shared/domain/catalog.ts';
import type { WireResponse } from '../net/transport.ts';
import type { ReadPage } from './read-page.ts';

/** Makes a response with the names and ids alone, and as many objects as came; a response that holds no page stays as it is. */
export const reducePage =
  (kind: CatalogKind, readPage: ReadPage) =>
  async (response: WireResponse): Promise<WireResponse> => {
    const page = response.status === 200 ? await readPage(kind, response) : null;
    if (page === null) return response;
    const nameless = Array.from({ length: page.count - page.items.length }, () => ({}));
    const body = JSON.stringify([...page.items.map((item) => catalogObject(kind, item)), ...nameless]);
    return { ...response, headers: [['Content-Type', 'application/json; charset=utf-8']], body: new TextEncoder().encode(body) };
  };
