/** From what the wire gave back to an outcome. Pure. */
import { readSendAnswer } from '../whatcounts/answer.ts';
import type { WireAnswer, WireHeader, WireResult } from '../whatcounts/transport.ts';
import type { Cause, Outcome } from './outcome.ts';
import { acceptedWords, notSentWords, rejectedWords, unknownWords, type Subject } from './outcome-words.ts';

export interface Verdict {
  outcome: Outcome;
  cause: Cause;
  status: number | null;
  answerHeaders: readonly WireHeader[];
  /** As it came; `null` when nothing of an answer came. */
  answerBody: Uint8Array | null;
  answerTruncated: boolean;
  /** The API's own error words, or the network's. */
  errorText: string;
  hint: string;
  sentence: string;
}

/** A complete answer is acceptance or rejection; a failure is `not sent` only where surely no byte left. */
export function verdictOf(result: WireResult, subject: Subject): Verdict {
  if (result.kind === 'answer') return answeredVerdict(result, subject);
  if (result.sent === 'no') return notSentVerdict(result.cause, result.detail, subject);
  return unknownVerdict(result.cause, result.detail, result.partial, subject);
}

/** For what ends before the transport is asked, too: no credentials, cancelled, an error of our own. */
export function notSentVerdict(cause: Cause, detail: string, subject: Subject): Verdict {
  return { outcome: 'not sent', cause, ...noAnswer, errorText: detail, ...notSentWords(cause, detail, subject) };
}

export function unknownVerdict(cause: Cause, detail: string, partial: WireAnswer | null, subject: Subject): Verdict {
  const answer = partial === null ? noAnswer : answerParts(partial);
  return { outcome: 'unknown', cause, ...answer, errorText: detail, ...unknownWords(cause, partial !== null, subject.timeoutMs) };
}

function answeredVerdict(answer: WireAnswer, subject: Subject): Verdict {
  const read = readSendAnswer(answer);
  const words = read.accepted ? acceptedWords(subject) : rejectedWords(answer.status, read, subject);
  const outcome = read.accepted ? 'accepted' : 'rejected';
  return { outcome, cause: 'answer', ...answerParts(answer), errorText: read.errorText, ...words };
}

const noAnswer = { status: null, answerHeaders: [], answerBody: null, answerTruncated: false } as const;

function answerParts(answer: WireAnswer): Pick<Verdict, 'status' | 'answerHeaders' | 'answerBody' | 'answerTruncated'> {
  return { status: answer.status, answerHeaders: answer.headers, answerBody: answer.body, answerTruncated: answer.truncated };
}
