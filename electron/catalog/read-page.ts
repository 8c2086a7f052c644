/** Makes a page of the catalog of an answer, and a large one where main does not wait for it. */
import { readCatalogPage, type CatalogPage } from '../whatcounts/catalog.ts';
import type { CatalogKind } from '../shared/domain/catalog.ts';
import type { WireResponse } from '../net/transport.ts';

/** As `readCatalogPage`. Never rejects. */
export type ReadPage = (kind: CatalogKind, response: WireResponse) => Promise<CatalogPage | null>;

/** Bytes of one page at most: what is larger is no page. */
export const maxPageBytes = 64 * 1024 * 1024;

/** Bytes of a body that are read at once: a few milliseconds, which is less than a process takes to start. */
const maxInlineBytes = 256 * 1024;

/** What is larger goes to `apart`: a page of templates may hold the text of five hundred. */
export const readPageWith =
  (readInChild: ReadPage): ReadPage =>
  (kind, response) =>
    response.body.byteLength > maxInlineBytes ? readInChild(kind, response) : Promise.resolve(readCatalogPage(kind, response));
