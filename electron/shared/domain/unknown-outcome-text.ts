/** Texts for a send of which nobody knows whether it arrived. */
import type { MalformedKind } from '../base/malformed-kind.ts';
import { textOf, type Text } from '../i18n/text.ts';
import type { Cause } from './outcome.ts';

/** `hint` has one to four words for narrow places; it is empty if the outcome says enough. */
export interface OutcomeText {
  hint: string;
  sentence: string;
}

/** The texts for a failure after which the request, or a part of it, may have arrived. */
export function unknownOutcomeText(
  cause: Cause,
  responseBegan: boolean,
  timeoutMs: number,
  malformed: MalformedKind = 'noHttp',
): OutcomeText {
  const [hint, text] = unknownText(cause, responseBegan, timeoutMs, malformed);
  return { hint, sentence: textOf(text) };
}

function unknownText(cause: Cause, began: boolean, ms: number, what: MalformedKind): [hint: string, text: Text] {
  switch (cause) {
    case 'timeout':
      return ['Timed out', { code: 'outcome.timedOut', params: { ms, began } }];
    case 'cutAnswer':
      return ['Response broke off', { code: 'outcome.cut', params: {} }];
    case 'unreadableAnswer':
      return ['Unreadable response', { code: 'outcome.malformed', params: { what } }];
    case 'cancelledInFlight':
      return ['Cancelled', { code: 'outcome.cancelledInFlight', params: {} }];
    case 'appStopped':
      return ['Keypost stopped', { code: 'outcome.stopped', params: {} }];
    case 'internal':
      return ['Keypost failed', { code: 'outcome.failedInFlight', params: {} }];
    default:
      return ['Connection lost', { code: 'outcome.reset', params: {} }];
  }
}
