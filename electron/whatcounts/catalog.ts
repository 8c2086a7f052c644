/** Reads pages of a realm's lists and templates: their names and ids. */
import * as v from 'valibot';
import { asArray, jsonBody } from './json-body.ts';
import type { CatalogItem, CatalogKind } from '../shared/domain/catalog.ts';
import type { WireResponse } from '../net/transport.ts';

export interface CatalogPage {
  /** Number of objects in the response, valid or not. */
  count: number;
  items: readonly CatalogItem[];
}

/**
 * Lists are documented (WhatCounts support: Get All Lists). That templates can be listed, too, is only known from a public client, so a
 * realm may respond with an error.
 */
export const catalogPath = (kind: CatalogKind, skip: number): string => `/rest/${kind}?skip=${skip}`;

/** Fields that were never set are absent, and numbers may come as text (WhatCounts support: URI Structure and Response). */
const id = v.fallback(
  v.nullable(v.union([v.pipe(v.number(), v.safeInteger()), v.pipe(v.string(), v.digits(), v.maxLength(15), v.transform(Number))])),
  null,
);
const name = v.pipe(v.string(), v.nonEmpty(), v.maxLength(10_000));
const ListSchema = v.object({ listId: id, listName: name });
const TemplateSchema = v.object({ id, name, deletedFlag: v.fallback(v.optional(v.boolean(), false), false) });

const readers: Readonly<Record<CatalogKind, (item: unknown) => CatalogItem | null>> = {
  lists: (item) => {
    const read = v.safeParse(ListSchema, item);
    return read.success ? { id: read.output.listId, name: read.output.listName } : null;
  },
  templates: (item) => {
    const read = v.safeParse(TemplateSchema, item);
    return read.success && !read.output.deletedFlag ? { id: read.output.id, name: read.output.name } : null;
  },
};

/** The item as an object with the API's field names. */
export const catalogObject = (kind: CatalogKind, item: CatalogItem): object =>
  kind === 'lists' ? { listId: item.id, listName: item.name } : { id: item.id, name: item.name };

/**
 * `null` if the body is no collection. Objects without a name and templates marked as deleted are skipped.
 */
export function readCatalogPage(kind: CatalogKind, response: WireResponse): CatalogPage | null {
  const body = jsonBody(response);
  if (typeof body !== 'object' || body === null || 'error' in body) return null;
  const objects = asArray(body);
  return { count: objects.length, items: objects.flatMap((object) => readers[kind](object) ?? []) };
}
