/** Finds the ids of a list by its name (WhatCounts support: Get All Lists; URI Structure and Response). */
import * as v from 'valibot';
import { foldLookAlikes } from '../shared/base/fold-look-alikes.ts';
import { asArray, jsonBody } from './json-body.ts';
import type { WireResponse } from '../net/transport.ts';

export const listsPath = (name: string, skip: number): string => `/rest/lists?listName=${encodeURIComponent(name)}&skip=${skip}`;

export interface NamedList {
  id: number;
  name: string;
}

export interface ListsPage {
  /** Number of objects in the response, valid or not. */
  count: number;
  lists: readonly NamedList[];
}

const ListSchema = v.object({ listId: v.pipe(v.number(), v.safeInteger()), listName: v.string() });

/** `null` if the body has no lists in it. An object without id or name is skipped. */
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
 * The ids of the lists with that name; several if two lists share it. Filtered here as well, because the server ignores filters that
 * it doesn't know and returns everything. Whether names are case-sensitive is not documented: a list with other case counts only if
 * no list has the exact name.
 */
export function idsOfName(lists: readonly NamedList[], name: string): number[] {
  const exact = lists.filter((list) => list.name === name);
  const found = exact.length > 0 ? exact : lists.filter((list) => foldLookAlikes(list.name) === foldLookAlikes(name));
  return [...new Set(found.map((list) => list.id))];
}
