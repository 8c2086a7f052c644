/** Reads a page of a catalog from a response; a large one in a child process, so that it doesn't block the main process. */
import { readCatalogPage, type CatalogPage } from '../whatcounts/catalog.ts';
import type { CatalogKind } from '../shared/domain/catalog.ts';
import type { WireResponse } from '../net/transport.ts';
import { askOnce, type StartChild } from '../child/child.ts';

/** As `readCatalogPage`. Never rejects. */
export type ReadPage = (kind: CatalogKind, response: WireResponse) => Promise<CatalogPage | null>;

/** Largest page in bytes; a larger response is refused. */
export const maxPageBytes = 64 * 1024 * 1024;

/** Largest body in bytes that is read in this process: it takes a few milliseconds, less than starting a process. */
const maxInlineBytes = 256 * 1024;

/** Larger pages go to `readInChild`: a page of templates may have the text of five hundred. */
export const readPageWith =
  (readInChild: ReadPage): ReadPage =>
  (kind, response) =>
    response.body.byteLength > maxInlineBytes ? readInChild(kind, response) : Promise.resolve(readCatalogPage(kind, response));

export interface CatalogPageRequest {
  kind: CatalogKind;
  response: WireResponse;
}

/** `page` is `null` if it could not be read. An object, so that it differs from the result of a process that ended early. */
export interface CatalogPageResult {
  page: CatalogPage | null;
}

/**
 * Reads a page in a child process. If the process fails, for example for lack of memory, it is tried once more; after that the page counts
 * as unreadable.
 */
export const pageInChild =
  (start: StartChild): ReadPage =>
  async (kind, response) => {
    const order: CatalogPageRequest = { kind, response: { ...response, body: withOwnMemory(response.body) } };
    const result = (await askOnce(start, 'catalog-page', order)) ?? (await askOnce(start, 'catalog-page', order));
    return result === null ? null : (result as CatalogPageResult).page;
  };

/** Copies a body that is part of a larger buffer: Electron would send the whole buffer, which may have the size of the largest page. */
const withOwnMemory = (body: Uint8Array): Uint8Array => (body.byteLength === body.buffer.byteLength ? body : new Uint8Array(body));
