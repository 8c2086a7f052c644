/** The JSON in an answer's body. Pure. */
import { exactText } from '../shared/base/body-text.ts';
import type { WireAnswer } from '../net/transport.ts';

/** `undefined` where the body is cut, is none of the declared character set or is no JSON: what can't be read whole is not read at all. */
export function jsonBody(answer: WireAnswer): unknown {
  if (answer.truncated) return undefined;
  try {
    return JSON.parse((exactText(answer.body, answer.headers) ?? '').replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

/** A single object where an array is expected is an array of one: the documentation prints both for the same thing. */
export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
