/** Starts a process that reads one page, and listens to it. */
import { askOnce, type StartChild } from '../child/child.ts';
import type { CatalogPage } from '../whatcounts/catalog.ts';
import type { CatalogKind } from '../shared/domain/catalog.ts';
import type { WireResponse } from '../net/transport.ts';
import type { ReadPage } from './read-page.ts';

export interface PageRequest {
  kind: CatalogKind;
  response: WireResponse;
}

/** `null` is a page that could not be read; an object, so that it differs from a process that ended without a result. */
export interface PageResult {
  page: CatalogPage | null;
}

/** A process that fails, for want of memory, has found no page; another one is asked once more. */
export const pageInChild =
  (start: StartChild): ReadPage =>
  async (kind, response) => {
    const order: PageRequest = { kind, response: { ...response, body: withOwnMemory(response.body) } };
    const result = (await askOnce(start, 'catalog-page', order)) ?? (await askOnce(start, 'catalog-page', order));
    return result === null ? null : (result as PageResult).page;
  };

/** Electron sends all the memory that a body stands in, which is that of the largest page where its length was not said ahead. */
const withOwnMemory = (body: Uint8Array): Uint8Array => (body.byteLength === body.buffer.byteLength ? body : new Uint8Array(body));
