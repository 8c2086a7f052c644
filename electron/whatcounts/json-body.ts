/** The JSON in an answer's body. Pure. */
import { exactText } from '../shared/base/body-text.ts';
import type { WireResponse } from '../net/transport.ts';

/** `undefined` where the body is cut, is none of the declared character set or is no JSON: what can't be read whole is not read at all. */
export function jsonBody(response: WireResponse): unknown {
  if (response.truncated) return undefined;
  try {
    return JSON.parse((exactText(response.body, response.headers) ?? '').replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

/** A single object where an array is expected is an array of one: the documentation prints both for the same thing. */
export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
