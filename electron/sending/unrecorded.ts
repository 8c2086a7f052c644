/** An outcome that could not be written to the log: it is still shown, with a warning that the log doesn't have it. */
import type { EntryDetail, EntrySummary } from '../shared/domain/entry.ts';
import { shownText } from '../shared/base/body-text.ts';
import type { CheckedMessage } from '../shared/domain/message.ts';
import type { WireRequest } from '../net/transport.ts';
import type { AttemptOutcome } from './attempt-outcome.ts';

export interface UnrecordedInput {
  entry: EntrySummary;
  message: CheckedMessage;
  /** With placeholders instead of credentials. */
  request: WireRequest;
  storedOutcome: AttemptOutcome & { at: number; durationMs: number };
  warning: string;
}

export const unrecordedText = (customerKey: string): string =>
  `The log can't be written: Keypost keeps trying to record this outcome of the send to ${customerKey}. If it can't, the log will show it as unknown.`;

/** The entry as it would have been stored. */
export function unrecordedEntry({ entry, message, request, storedOutcome, warning }: UnrecordedInput): EntryDetail {
  const { outcome, responseBody, responseTruncated, sentence, at, ...rest } = storedOutcome;
  const { body, alsoNamed: _, ...messageFields } = message;
  return {
    ...entry,
    ...messageFields,
    ...rest,
    state: outcome,
    sentence: `${sentence} ${warning}`,
    method: request.method,
    url: request.url,
    requestHeaders: request.headers,
    requestBody: body === '' ? null : body,
    contact: '',
    responseBody: responseBody && {
      text: shownText(responseBody, storedOutcome.responseHeaders),
      keptBytes: 0,
      truncated: responseTruncated,
    },
    outcomeAt: at,
    bodyRemovedAt: null,
    history: [],
  };
}
