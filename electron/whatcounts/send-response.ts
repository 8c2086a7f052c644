/** Reads answers of the WhatCounts REST API. Pure. */
import * as v from 'valibot';
import { exactText, shownText } from '../shared/base/body-text.ts';
import type { WireResponse } from '../net/transport.ts';

/** Error shape of every command page that shows one, for example WhatCounts support: Delete Subscriber by Customer Key. */
const ErrorSchema = v.object({ error: v.string() });

export interface SendResponse {
  accepted: boolean;
  /** The API's own error words; empty when the answer holds none. */
  errorText: string;
  /** What the body is, as far as it can be told. */
  body: 'zero' | 'error' | 'number' | 'json' | 'empty' | 'unreadable';
}

/**
 * Success is HTTP 200 with the body `0` (WhatCounts support: Send Message with Customer Key). White space that JSON ignores
 * is ignored here; anything else, another number too, is not acceptance, because its meaning is not documented.
 */
export function readSendResponse(response: WireResponse): SendResponse {
  const unreadable: SendResponse = { accepted: false, errorText: '', body: 'unreadable' };
  if (response.truncated) return unreadable;
  const text = exactText(response.body, response.headers);
  // Words may be quoted from what is not quite what it says it is; acceptance is not read from it.
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

/** The API's own words in a body; `null` where there are none. */
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

/** The API's words go into a sentence: on one line, and no longer than a person would read there; no character is halved. */
function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 299).replace(/\p{Cs}$/u, '')}…` : line;
}
