/** The JSON in an answer's body. Pure. */
import type { WireAnswer } from './transport.ts';

/** `undefined` where the body is cut, is no UTF-8 or is no JSON: what can't be read whole is not read at all. */
export function jsonBody(answer: WireAnswer): unknown {
  if (answer.truncated) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.body));
  } catch {
    return undefined;
  }
}

/** A single object where an array is expected is an array of one: the documentation prints both for the same thing. */
export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
