/** Finds the ids of a list by its name (WhatCounts support: Get All Lists; URI Structure and Response). Pure. */
import * as v from 'valibot';
import { foldText } from '../shared/base/fold-text.ts';
import { asArray, jsonBody } from './json-body.ts';
import type { WireResponse } from '../net/transport.ts';

export const listsPath = (name: string, skip: number): string => `/rest/lists?listName=${encodeURIComponent(name)}&skip=${skip}`;

export interface NamedList {
  id: number;
  name: string;
}

export interface ListsPage {
  /** Objects that came, whatever they were. */
  count: number;
  lists: readonly NamedList[];
}

const ListSchema = v.object({ listId: v.pipe(v.number(), v.safeInteger()), listName: v.string() });

/** `null` when the body is nothing that holds lists. An object without id or name is passed over. */
export function readLists(response: WireResponse): ListsPage | null {
  const body = jsonBody(response);
  if (typeof body !== 'object' || body === null || 'error' in body) return null;
  const items = asArray(body);
  const lists = items.flatMap((item) => {
    const read = v.safeParse(ListSchema, item);
    return read.success ? [{ id: read.output.listId, name: read.output.listName }] : [];
  });
  return { count: items.length, lists };
}

/**
 * The ids of the lists of that name; several where two lists share it. Filtered on this side, because a filter that the server
 * does not know is ignored and everything comes. Whether the API minds case in names is not documented: another case counts
 * only where nothing has the name itself.
 */
export function idsOfName(lists: readonly NamedList[], name: string): number[] {
  const exact = lists.filter((list) => list.name === name);
  const found = exact.length > 0 ? exact : lists.filter((list) => foldText(list.name) === foldText(name));
  return [...new Set(found.map((list) => list.id))];
}
