/** Reads one page of a catalog in a child process. */
import { askOnce, type StartChild } from '../child/child.ts';
import type { CatalogPage } from '../whatcounts/catalog.ts';
import type { CatalogKind } from '../shared/domain/catalog.ts';
import type { WireResponse } from '../net/transport.ts';
import type { ReadPage } from './read-page.ts';

export interface PageRequest {
  kind: CatalogKind;
  response: WireResponse;
}

/** `page` is `null` if it could not be read. An object, so that it differs from the result of a process that ended early. */
export interface PageResult {
  page: CatalogPage | null;
}

/** If the process fails, for example for lack of memory, it is tried once more; after that the page counts as unreadable. */
export const pageInChild =
  (start: StartChild): ReadPage =>
  async (kind, response) => {
    const order: PageRequest = { kind, response: { ...response, body: withOwnMemory(response.body) } };
    const result = (await askOnce(start, 'catalog-page', order)) ?? (await askOnce(start, 'catalog-page', order));
    return result === null ? null : (result as PageResult).page;
  };

/** Copies a body that is part of a larger buffer: Electron would send the whole buffer, which may have the size of the largest page. */
const withOwnMemory = (body: Uint8Array): Uint8Array => (body.byteLength === body.buffer.byteLength ? body : new Uint8Array(body));
