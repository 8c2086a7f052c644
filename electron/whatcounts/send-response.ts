/** Reads responses to sends of the WhatCounts REST API. */
import * as v from 'valibot';
import { exactText, shownText } from '../shared/base/body-text.ts';
import type { WireResponse } from '../net/transport.ts';

/** The format of errors on every documentation page that shows one, for example WhatCounts support: Delete Subscriber by Customer Key. */
const ErrorSchema = v.object({ error: v.string() });

export interface SendResponse {
  accepted: boolean;
  /** The API's error text; empty if the response has none. */
  errorText: string;
  /** What kind of body it is. */
  body: 'zero' | 'error' | 'number' | 'json' | 'empty' | 'unreadable';
}

/**
 * A send is accepted if the response is HTTP 200 with the body `0` (WhatCounts support: Send Message with Customer Key). White
 * space that JSON ignores is ignored here, too. Anything else, even another number, isn't acceptance: its meaning is not documented.
 */
export function readSendResponse(response: WireResponse): SendResponse {
  const unreadable: SendResponse = { accepted: false, errorText: '', body: 'unreadable' };
  if (response.truncated) return unreadable;
  const text = exactText(response.body, response.headers);
  // A body that doesn't fit its declared character set may still be quoted, but never counts as acceptance.
  if (text === null) return { ...unreadable, errorText: errorTextIn(parseJson(shownText(response.body, response.headers))) ?? '' };
  const trimmed = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
  if (trimmed === '') return { accepted: false, errorText: '', body: 'empty' };
  if (trimmed === '0') return { accepted: response.status === 200, errorText: '', body: 'zero' };
  const parsed = parseJson(trimmed);
  if (parsed === undefined) return { accepted: false, errorText: '', body: 'unreadable' };
  const errorText = errorTextIn(parsed);
  if (errorText !== null) return { accepted: false, errorText, body: 'error' };
  return { accepted: false, errorText: '', body: typeof parsed === 'number' ? 'number' : 'json' };
}

/** The API's error text in a body; `null` if there is none. */
function errorTextIn(parsed: unknown): string | null {
  const error = v.safeParse(ErrorSchema, parsed);
  return error.success ? oneLine(error.output.error) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The API's text on one line of limited length, to be quoted in another text; doesn't split a surrogate pair. */
function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 299).replace(/\p{Cs}$/u, '')}…` : line;
}
