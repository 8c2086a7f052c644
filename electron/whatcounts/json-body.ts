/** Parses the JSON in a response's body. */
import { exactText } from '../shared/base/body-text.ts';
import type { WireResponse } from '../net/transport.ts';

/** `undefined` if the body is truncated, doesn't fit the declared character set or isn't JSON. */
export function jsonBody(response: WireResponse): unknown {
  if (response.truncated) return undefined;
  try {
    return JSON.parse((exactText(response.body, response.headers) ?? '').replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

/** A single object counts as an array of one: the documentation shows both for the same response. */
export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
