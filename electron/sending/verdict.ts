/** From what the wire gave back to an outcome. Pure. */
import type { ConnectionProblem } from '../shared/i18n/connection-text.ts';
import { readSendResponse } from '../whatcounts/send-response.ts';
import type { RawResponse, WireResponse, WireHeader, WireResult } from '../net/transport.ts';
import type { Cause, Outcome } from '../shared/domain/outcome.ts';
import { acceptedText, notSentText, rejectedText, type Subject } from './outcome-report.ts';
import { unknownOutcomeText } from '../shared/domain/unknown-outcome-text.ts';

export interface Verdict {
  outcome: Outcome;
  cause: Cause;
  status: number | null;
  responseHeaders: readonly WireHeader[];
  /** As it came; `null` when nothing of an answer came. */
  responseBody: Uint8Array | null;
  responseTruncated: boolean;
  /** The API's own error words, or the network's; never Keypost's own. */
  errorText: string;
  hint: string;
  sentence: string;
}

/**
 * A complete answer is acceptance or rejection; a failure is `not sent` only where surely no byte left, or none was read. `now`: milliseconds
 * since 1970.
 */
export function verdictOf(result: WireResult, subject: Subject, now = Date.now()): Verdict {
  if (result.kind === 'answer') return responseVerdict(result, subject, now);
  const { sent, cause, detail, problem, partial, raw, malformed } = result;
  if (sent === 'no') return notSentVerdict(cause, detail, subject, problem);
  const words = unknownOutcomeText(cause, partial !== null || raw !== undefined, subject.timeoutMs, malformed);
  return { outcome: 'unknown', cause, ...partialResponseFields(partial, raw), errorText: detail, ...words };
}

/**
 * For what ends before the transport is asked, too: no credentials, cancelled, an error of our own. `detail`: words from outside, never
 * Keypost's own.
 */
export function notSentVerdict(cause: Cause, detail: string, subject: Subject, problem?: ConnectionProblem): Verdict {
  return { outcome: 'not sent', cause, ...noResponse, errorText: detail, ...notSentText(cause, subject, problem) };
}

export function unknownVerdict(cause: Cause, subject: Subject): Verdict {
  return { outcome: 'unknown', cause, ...noResponse, errorText: '', ...unknownOutcomeText(cause, false, subject.timeoutMs) };
}

function responseVerdict(response: WireResponse, subject: Subject, now: number): Verdict {
  const read = readSendResponse(response);
  const words = read.accepted ? acceptedText(response, subject) : rejectedText(response, subject, now);
  const outcome = read.accepted ? 'accepted' : 'rejected';
  return { outcome, cause: 'answer', ...responseFields(response), errorText: read.errorText, ...words };
}

type ResponseFields = Pick<Verdict, 'status' | 'responseHeaders' | 'responseBody' | 'responseTruncated'>;

const noResponse = { status: null, responseHeaders: [], responseBody: null, responseTruncated: false } as const;

/** What could not be read is kept as it came, its head included. */
function partialResponseFields(partial: WireResponse | null, raw: RawResponse | undefined): ResponseFields {
  const read = partial === null ? noResponse : responseFields(partial);
  return raw === undefined ? read : { ...read, responseBody: raw.bytes, responseTruncated: raw.truncated };
}

function responseFields(response: WireResponse): ResponseFields {
  return { status: response.status, responseHeaders: response.headers, responseBody: response.body, responseTruncated: response.truncated };
}
