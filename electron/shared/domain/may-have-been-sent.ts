/** Whether a message may have reached its contact, by what the log says of its send. The one place for this rule. */

/** What the rule looks at; both names and values are those of an entry of the log. */
export interface SendState {
  state: string;
  cause: string | null;
  status: number | null;
}

/**
 * Only 4xx says that the server refused. A server error says nothing about how far the server came, and so does a gateway's 502 or 504 after it
 * passed the request on. A success without the documented 0 isn't a refusal, and neither is a redirect: a 303 follows work that was done.
 */
const leavesOpen = (status: number | null): boolean => status === null || status < 400 || status >= 500;

/** Asked about before the same message goes again. */
export function mayHaveBeenSent({ state, status }: SendState): boolean {
  return state === 'accepted' || state === 'unknown' || state === 'sending' || (state === 'rejected' && leavesOpen(status));
}

/** The same rule over the columns of the log's table. */
export const mayHaveGoneSql = `(state IN ('accepted', 'unknown', 'sending') OR state = 'rejected' AND (status IS NULL OR status < 400 OR status >= 500))`;

/** Whether nobody knows yet what became of a send that has ended: asking WhatCounts and resolving by hand are offered then. */
export const isResolvable = (send: SendState): boolean => send.state !== 'accepted' && send.state !== 'sending' && mayHaveBeenSent(send);

/**
 * What a send is worth as an explanation of a SENT event. `accepted`: it has one. `doubtful`: it may have one, as nobody knows whether it went or
 * a person said so, who may be mistaken. `none`: it has none.
 */
export type Certainty = 'accepted' | 'doubtful' | 'none';

export function certaintyOf(send: SendState): Certainty {
  const { state, cause } = send;
  if (state === 'accepted') return cause === 'person' ? 'doubtful' : 'accepted';
  if (mayHaveBeenSent(send)) return 'doubtful';
  return cause === 'person' ? 'doubtful' : 'none';
}
