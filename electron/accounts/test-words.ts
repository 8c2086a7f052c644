/** What a tested connection's end means, in plain words. Pure. */
import type { Cause } from '../sending/outcome.ts';
import type { WireAnswer } from '../whatcounts/transport.ts';
import type { ConnectionReport } from './account.ts';

const reasons: Partial<Record<Cause, string>> = {
  dns: 'its name was not found',
  refused: 'connection refused',
  unreachable: 'no way to it',
  connectTimeout: 'it did not take the connection in time',
  tls: 'no trusted secure connection could be made',
  proxy: "this network's proxy did not let it through",
  timeout: 'no answer in time',
  reset: 'the connection broke off',
  cutAnswer: 'the answer broke off',
  unreadableAnswer: 'the answer could not be read',
};

/** Why no answer came to a read, in a few words. */
export const reasonWords = (cause: Cause): string => reasons[cause] ?? 'the connection failed';

export function unreached(host: string, cause: Cause): ConnectionReport {
  return {
    result: 'cannotReach',
    sentence: `${host} could not be reached (${reasonWords(cause)}). Check the site URL and the network, then test again.`,
  };
}

/** Reads the answer to `GET /rest/lists` (WhatCounts support: Get All Lists). */
export function answered(host: string, answer: WireAnswer): ConnectionReport {
  const { status } = answer;
  if (status === 200 && holdsLists(answer))
    return { result: 'works', sentence: `It works: WhatCounts at ${host} took the realm and password.` };
  if (status === 401) {
    return { result: 'wrongCredentials', sentence: 'WhatCounts refused the realm or password (401). Correct them and test again.' };
  }
  if (status === 403) {
    const sentence =
      'WhatCounts refused this account (403). Whether that is an IP block or a missing API right is not documented: ' +
      'check the realm and password, then ask the WhatCounts administrator.';
    return { result: 'wrongCredentials', sentence };
  }
  return { result: 'notWhatCounts', sentence: `${host} ${otherWords(status)}` };
}

function otherWords(status: number): string {
  if (status >= 500)
    return `answered with a server error (${status}), so nothing could be learned. Test again later, or check the site URL.`;
  if (status === 429) return 'asked to be left alone for a while (429). Test again later.';
  if (status >= 300 && status < 400)
    return `answered with a redirect (${status}), which Keypost does not follow. Type the site URL it leads to.`;
  return `answered, but not as WhatCounts does (${status}). Check the site URL.`;
}

/** Lists come as an array; one object is tolerated unless it is the API's way to say an error. */
function holdsLists(answer: WireAnswer): boolean {
  const text = new TextDecoder().decode(answer.body).trimStart();
  // The beginning has to do where the answer was too long to be kept.
  if (answer.truncated) return /^\[\s*\{/.test(text);
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && !('error' in body);
  } catch {
    return false;
  }
}
