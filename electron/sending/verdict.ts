/** From what the wire gave back to an outcome. Pure. */
import type { ConnectionProblem } from '../shared/i18n/connection-text.ts';
import { readSendAnswer } from '../whatcounts/answer.ts';
import type { RawResponse, WireAnswer, WireHeader, WireResult } from '../net/transport.ts';
import type { Cause, Outcome } from '../shared/domain/outcome.ts';
import { acceptedWords, notSentWords, rejectedWords, type Subject } from './outcome-words.ts';
import { unknownWords } from '../shared/domain/unknown-outcome-text.ts';

export interface Verdict {
  outcome: Outcome;
  cause: Cause;
  status: number | null;
  answerHeaders: readonly WireHeader[];
  /** As it came; `null` when nothing of an answer came. */
  answerBody: Uint8Array | null;
  answerTruncated: boolean;
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
  if (result.kind === 'answer') return answeredVerdict(result, subject, now);
  const { sent, cause, detail, problem, partial, raw, malformed } = result;
  if (sent === 'no') return notSentVerdict(cause, detail, subject, problem);
  const words = unknownWords(cause, partial !== null || raw !== undefined, subject.timeoutMs, malformed);
  return { outcome: 'unknown', cause, ...whatCame(partial, raw), errorText: detail, ...words };
}

/**
 * For what ends before the transport is asked, too: no credentials, cancelled, an error of our own. `detail`: words from outside, never
 * Keypost's own.
 */
export function notSentVerdict(cause: Cause, detail: string, subject: Subject, problem?: ConnectionProblem): Verdict {
  return { outcome: 'not sent', cause, ...noAnswer, errorText: detail, ...notSentWords(cause, subject, problem) };
}

export function unknownVerdict(cause: Cause, subject: Subject): Verdict {
  return { outcome: 'unknown', cause, ...noAnswer, errorText: '', ...unknownWords(cause, false, subject.timeoutMs) };
}

function answeredVerdict(answer: WireAnswer, subject: Subject, now: number): Verdict {
  const read = readSendAnswer(answer);
  const words = read.accepted ? acceptedWords(answer, subject) : rejectedWords(answer, subject, now);
  const outcome = read.accepted ? 'accepted' : 'rejected';
  return { outcome, cause: 'answer', ...answerParts(answer), errorText: read.errorText, ...words };
}

type Came = Pick<Verdict, 'status' | 'answerHeaders' | 'answerBody' | 'answerTruncated'>;

const noAnswer = { status: null, answerHeaders: [], answerBody: null, answerTruncated: false } as const;

/** What could not be read is kept as it came, its head included. */
function whatCame(partial: WireAnswer | null, raw: RawResponse | undefined): Came {
  const read = partial === null ? noAnswer : answerParts(partial);
  return raw === undefined ? read : { ...read, answerBody: raw.bytes, answerTruncated: raw.truncated };
}

function answerParts(answer: WireAnswer): Came {
  return { status: answer.status, answerHeaders: answer.headers, answerBody: answer.body, answerTruncated: answer.truncated };
}
