/** Whether a message may have reached its contact, by what the log says of its send. The one place for this rule. Pure. */

/** What the rule looks at; both names and values are those of an entry of the log. */
export interface SendState {
  state: string;
  cause: string | null;
  status: number | null;
}

/**
 * A server error says nothing about how far the server came, and so does a gateway's 502 or 504 after it passed the request on. A success
 * without the documented 0 isn't a refusal either.
 */
const leavesOpen = (status: number | null): boolean => status === null || status >= 500 || status < 300;

/** Asked about before the same message goes again. */
export function mayHaveGone({ state, status }: SendState): boolean {
  return state === 'accepted' || state === 'unknown' || state === 'sending' || (state === 'rejected' && leavesOpen(status));
}

/** The same rule over the columns of the log's table. */
export const mayHaveGoneSql = `(state IN ('accepted', 'unknown', 'sending') OR state = 'rejected' AND (status IS NULL OR status >= 500 OR status < 300))`;

/** Whether nobody knows yet what became of a send that has ended: asking WhatCounts and resolving by hand are offered then. */
export const isResolvable = (send: SendState): boolean => send.state !== 'accepted' && send.state !== 'sending' && mayHaveGone(send);

/**
 * What a send is worth as an explanation of a SENT event. `accepted`: it has one. `doubtful`: it may have one, because a person may be
 * mistaken and a redirect may follow work that was done. `none`: it has none.
 */
export type Certainty = 'accepted' | 'doubtful' | 'none';

export function certaintyOf(send: SendState): Certainty {
  const { state, cause, status } = send;
  if (state === 'accepted') return cause === 'person' ? 'doubtful' : 'accepted';
  if (mayHaveGone(send)) return 'doubtful';
  if (state === 'rejected') return status !== null && status < 400 ? 'doubtful' : 'none';
  return cause === 'person' ? 'doubtful' : 'none';
}
