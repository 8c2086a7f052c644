/** Reads the e-mail snapshots of a contact (WhatCounts support: Get Snapshot Images for Contact by Customer Key, All Campaigns). */
import * as v from 'valibot';
import { asArray, jsonBody } from './json-body.ts';
import type { WireResponse } from '../net/transport.ts';

export const snapshotsPath = (customerKey: string): string =>
  `/rest/subscribers/availableimagessenttocustomerkey/${encodeURIComponent(customerKey)}`;

export interface Snapshot {
  /** The contact's key; `null` if the response doesn't name it. */
  customerKey: string | null;
  /** Empty if the response names none. */
  template: string;
  /** The snapshot's address, as the server wrote it. */
  address: string;
  /** As the server wrote it; empty if absent. */
  date: string;
}

const text = v.fallback(v.optional(v.string(), ''), '');
const ContentSchema = v.object({ template_name: text, image: text, created_date: text });
const ItemSchema = v.object({ customerKey: v.fallback(v.nullish(v.string(), null), null), content: v.unknown() });

/** `null` if the body has no snapshots in it. A snapshot without an address is skipped; `content` may be one or several. */
export function readSnapshots(response: WireResponse): readonly Snapshot[] | null {
  const body = jsonBody(response);
  if (typeof body !== 'object' || body === null || 'error' in body) return null;
  return asArray(body).flatMap((item) => {
    const read = v.safeParse(ItemSchema, item);
    return read.success ? asArray(read.output.content).flatMap((one) => readContent(read.output.customerKey, one)) : [];
  });
}

function readContent(customerKey: string | null, content: unknown): Snapshot[] {
  const read = v.safeParse(ContentSchema, content);
  if (!read.success || read.output.image.trim() === '') return [];
  const { template_name: template, image, created_date: date } = read.output;
  return [{ customerKey, template, address: image.trim(), date: date.trim() }];
}
