/** Whether a message may have reached its contact, judged by the log's entry of its send. This rule has no other place. */

/** The fields that the rule looks at; their names and values are those of a log entry. */
export interface SendState {
  state: string;
  cause: string | null;
  status: number | null;
}

/**
 * Only a 4xx status proves that the server refused the message. A server error doesn't show how far the server got, and neither does a
 * gateway's 502 or 504 after it passed the request on. A success without the documented 0 isn't a refusal, and neither is a redirect: a 303
 * follows work that was done.
 */
const leavesOpen = (status: number | null): boolean => status === null || status < 400 || status >= 500;

/** Such a send is asked about before the same message is sent again. */
export function mayHaveBeenSent({ state, status }: SendState): boolean {
  return state === 'accepted' || state === 'unknown' || state === 'sending' || (state === 'rejected' && leavesOpen(status));
}

/** The same rule as SQL on the columns of the log's table. */
export const mayHaveBeenSentSql = `(state IN ('accepted', 'unknown', 'sending') OR state = 'rejected' AND (status IS NULL OR status < 400 OR status >= 500))`;

/**
 * Whether a send has ended and nobody knows yet whether the message was sent. Only then can WhatCounts be asked, or the send be resolved by
 * hand.
 */
export const isResolvable = (send: SendState): boolean => send.state !== 'accepted' && send.state !== 'sending' && mayHaveBeenSent(send);

/**
 * How likely a send is to have a SENT event of its own. `accepted`: it has one. `doubtful`: it may have one, because the outcome is unknown
 * or a person decided it, who may be wrong. `none`: it has none.
 */
export type Certainty = 'accepted' | 'doubtful' | 'none';

export function certaintyOf(send: SendState): Certainty {
  const { state, cause } = send;
  if (state === 'accepted') return cause === 'person' ? 'doubtful' : 'accepted';
  if (mayHaveBeenSent(send)) return 'doubtful';
  return cause === 'person' ? 'doubtful' : 'none';
}
