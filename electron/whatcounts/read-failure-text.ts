/** Texts for why a read from a site failed, the same everywhere. */
import type { Cause } from '../shared/domain/outcome.ts';
import { connectionProblemText, type ConnectionProblem, type NextStep } from '../shared/i18n/connection-text.ts';
import { responseProblemText, type ResponseProblem } from '../shared/i18n/response-text.ts';
import type { Text } from '../shared/i18n/text.ts';
import { responseProblem, type AskedSite } from './response-class.ts';
import type { WireResponse } from '../net/transport.ts';

/** A read without a complete response. */
export interface NoResponse {
  cause: Cause;
  problem?: ConnectionProblem | undefined;
}

const causeCodes: Partial<Record<Cause, 'read.timedOut' | 'read.cut' | 'read.reset' | 'read.malformed'>> = {
  timeout: 'read.timedOut',
  cutAnswer: 'read.cut',
  reset: 'read.reset',
  unreadableAnswer: 'read.malformed',
};

/** Used if only the cause is known. */
const causeProblems: Partial<Record<Cause, ConnectionProblem>> = {
  dns: { code: 'connection.nameNotFound', params: {} },
  refused: { code: 'connection.refused', params: {} },
  unreachable: { code: 'connection.unreachable', params: {} },
  cancelledBefore: { code: 'connection.stopped', params: {} },
};

export function noResponseText({ cause, problem }: NoResponse, host: string, next: NextStep): Text {
  const why = problem ?? causeProblems[cause];
  if (why !== undefined) return connectionProblemText(why, { host, next });
  return { code: causeCodes[cause] ?? 'read.failed', params: { host, next } };
}

/**
 * Text for a complete response with an error status. `null` for 200: the caller judges its content. `quotes`: whether the response's own
 * error text is quoted.
 */
export function refusalText(response: WireResponse, asked: AskedSite, next: NextStep, quotes = false): Text | null {
  const problem = responseProblem(response, asked, Date.now());
  const { host } = asked;
  if (response.status === 200 && problem.code !== 'response.webPage') return null;
  if (problem.code === 'response.unexpected') return { code: 'read.otherResponse', params: { host, next, status: response.status } };
  const params = { ...problem.params, errorText: quotes ? problem.params.errorText : '' };
  // Only `errorText` differs, which the compiler can't follow.
  return responseProblemText({ ...problem, params } as ResponseProblem, { host, next });
}
