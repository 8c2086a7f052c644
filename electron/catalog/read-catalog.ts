/** Reads one kind of a realm's catalog from WhatCounts. */
import { removedText } from '../net/redaction/redactor.ts';
import { catalogPath, catalogObject } from '../whatcounts/catalog.ts';
import type { CatalogItem, CatalogKind } from '../shared/domain/catalog.ts';
import { readPages, type NoPages, type PagesDeps } from '../whatcounts/read-pages.ts';
import type { ReadPage } from './read-page.ts';
import type { WireResponse } from '../net/transport.ts';

export interface CatalogDeps extends PagesDeps {
  readPage: ReadPage;
}

export interface ReadCatalog {
  ok: true;
  items: readonly CatalogItem[];
  whole: boolean;
}

const order = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/**
 * All or nothing: if a page fails, the pages before it aren't used. A name from which part of a secret was removed is left out, and then
 * the catalog isn't whole.
 */
export async function readCatalog(kind: CatalogKind, deps: CatalogDeps): Promise<ReadCatalog | NoPages> {
  const found = new Map<string, CatalogItem>();
  const read = await readPages(
    { ...deps, reduce: reducePage(kind, deps.readPage) },
    (skip) => catalogPath(kind, skip),
    async (response) => {
      const page = await deps.readPage(kind, response);
      if (page === null) return null;
      // Pages overlap if an item is added between two reads.
      for (const item of page.items) found.set(JSON.stringify([item.id, item.name]), item);
      return { count: page.count, content: JSON.stringify(page.items) };
    },
  );
  if (!read.ok) return read;
  const items = [...found.values()].filter(({ name }) => !name.includes(removedText));
  const whole = read.whole && items.length === found.size;
  return { ok: true, whole, items: items.sort((one, other) => order.compare(one.name, other.name)) };
}

/**
 * Reduces a page to the fields that are used: a page of templates may have the text of five hundred, and searching that for secrets would
 * take seconds. Returns a response with only names and ids, and the same number of objects; one without a page is returned unchanged.
 */
export const reducePage =
  (kind: CatalogKind, readPage: ReadPage) =>
  async (response: WireResponse): Promise<WireResponse> => {
    const page = response.status === 200 ? await readPage(kind, response) : null;
    if (page === null) return response;
    const nameless = Array.from({ length: page.count - page.items.length }, () => ({}));
    const body = JSON.stringify([...page.items.map((item) => catalogObject(kind, item)), ...nameless]);
    return { ...response, headers: [['Content-Type', 'application/json; charset=utf-8']], body: new TextEncoder().encode(body) };
  };
