/** Turns the result of a connection test into text for people. */
import type { Cause } from '../shared/domain/outcome.ts';
import { shownText } from '../shared/base/body-text.ts';
import { textOf } from '../shared/i18n/text.ts';
import { responseProblem } from '../whatcounts/response-class.ts';
import type { WireResponse } from '../net/transport.ts';
import { noResponseText, refusalText, type NoResponse } from '../whatcounts/read-failure-text.ts';
import type { ConnectionReport } from '../shared/domain/account.ts';

const reasons: Partial<Record<Cause, string>> = {
  dns: "its name wasn't found",
  refused: 'connection refused',
  unreachable: 'no route to host',
  connectTimeout: 'no connection in time',
  tls: 'no trusted connection could be made',
  proxy: "this network's proxy didn't let it through",
  proxyLogin: "this network's proxy wants a name and password",
  timeout: 'no response in time',
  reset: 'the connection broke off',
  cutAnswer: 'the response broke off',
  unreadableAnswer: "the response couldn't be read",
};

/** Why a read got no response, in a few words. */
export const causeText = (cause: Cause): string => reasons[cause] ?? 'the connection failed';

export function unreached(host: string, end: NoResponse): ConnectionReport {
  return { result: 'cannotReach', sentence: textOf(noResponseText(end, host, 'test')) };
}

/** Interprets the response to `GET /rest/lists` (WhatCounts support: Get All Lists). */
export function answered(host: string, response: WireResponse, practice = false): ConnectionReport {
  const { status } = response;
  if (status === 200 && holdsLists(response))
    return {
      result: 'works',
      sentence: `It works: ${practice ? 'the practice realm' : 'WhatCounts'} at ${host} took the realm and password.`,
    };
  const problem = responseProblem(response, { host, practice }, Date.now());
  const ofAccount = problem.code === 'response.credentials' || problem.code === 'response.noRight';
  const text = refusalText(response, { host, practice }, 'test') ?? { code: 'read.otherResponse', params: { host, next: 'test', status } };
  return { result: ofAccount ? 'wrongCredentials' : 'notWhatCounts', sentence: textOf(text) };
}

/** Lists come as an array. A single object is accepted as well, unless it is how the API reports an error. */
function holdsLists(response: WireResponse): boolean {
  const text = shownText(response.body, response.headers).trimStart();
  // A response that was too long to be kept completely is judged by its beginning.
  if (response.truncated) return /^\[\s*\{/.test(text);
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && !('error' in body);
  } catch {
    return false;
  }
}
