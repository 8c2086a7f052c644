/** Reads a page of a catalog from a response; a large one in a child process, so that it doesn't block the main process. */
import { readCatalogPage, type CatalogPage } from '../whatcounts/catalog.ts';
import type { CatalogKind } from '../shared/domain/catalog.ts';
import type { WireResponse } from '../net/transport.ts';

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
