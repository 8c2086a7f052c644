/** Turns the transport's result into an outcome. */
import type { ConnectionProblem } from '../shared/i18n/connection-text.ts';
import { readSendResponse } from '../whatcounts/send-response.ts';
import type { RawResponse, WireResponse, WireHeader, WireResult } from '../net/transport.ts';
import type { Cause, Outcome } from '../shared/domain/outcome.ts';
import { acceptedText, notSentText, rejectedText, type OutcomeTextParams } from './send-outcome-text.ts';
import { unknownOutcomeText } from '../shared/domain/unknown-outcome-text.ts';

export interface AttemptOutcome {
  outcome: Outcome;
  cause: Cause;
  status: number | null;
  responseHeaders: readonly WireHeader[];
  /** As received; `null` when nothing of a response arrived. */
  responseBody: Uint8Array | null;
  responseTruncated: boolean;
  /** The error text of the API or the network; never Keypost's own. */
  errorText: string;
  hint: string;
  sentence: string;
}

/**
 * A complete response means accepted or rejected. A failure is `not sent` only if certainly no byte left, or none was read; otherwise it is
 * unknown. `now`: milliseconds since 1970.
 */
export function outcomeOf(result: WireResult, subject: OutcomeTextParams, now = Date.now()): AttemptOutcome {
  if (result.kind === 'response') return responseVerdict(result, subject, now);
  const { sent, cause, detail, problem, partial, raw, malformed } = result;
  if (sent === 'no') return notSentOutcome(cause, detail, subject, problem);
  const text = unknownOutcomeText(cause, partial !== null || raw !== undefined, subject.timeoutMs, malformed);
  return { outcome: 'unknown', cause, ...partialResponseFields(partial, raw), errorText: detail, ...text };
}

/**
 * Also for attempts that end before the transport is called: no credentials, cancelled, an internal error. `detail`: text of the system or
 * the network, never Keypost's own.
 */
export function notSentOutcome(cause: Cause, detail: string, subject: OutcomeTextParams, problem?: ConnectionProblem): AttemptOutcome {
  return { outcome: 'not sent', cause, ...noResponse, errorText: detail, ...notSentText(cause, subject, problem) };
}

export function unknownOutcome(cause: Cause, subject: OutcomeTextParams): AttemptOutcome {
  return { outcome: 'unknown', cause, ...noResponse, errorText: '', ...unknownOutcomeText(cause, false, subject.timeoutMs) };
}

function responseVerdict(response: WireResponse, subject: OutcomeTextParams, now: number): AttemptOutcome {
  const read = readSendResponse(response);
  const text = read.accepted ? acceptedText(response, subject) : rejectedText(response, subject, now);
  const outcome = read.accepted ? 'accepted' : 'rejected';
  return { outcome, cause: 'answer', ...responseFields(response), errorText: read.errorText, ...text };
}

type ResponseFields = Pick<AttemptOutcome, 'status' | 'responseHeaders' | 'responseBody' | 'responseTruncated'>;

const noResponse = { status: null, responseHeaders: [], responseBody: null, responseTruncated: false } as const;

/** A response that could not be parsed is kept as received, including its head. */
function partialResponseFields(partial: WireResponse | null, raw: RawResponse | undefined): ResponseFields {
  const read = partial === null ? noResponse : responseFields(partial);
  return raw === undefined ? read : { ...read, responseBody: raw.bytes, responseTruncated: raw.truncated };
}

function responseFields(response: WireResponse): ResponseFields {
  return { status: response.status, responseHeaders: response.headers, responseBody: response.body, responseTruncated: response.truncated };
}
