/** The four outcomes of a send, and the state before them. */

export const outcomes = ['accepted', 'rejected', 'not sent', 'unknown'] as const;
export type Outcome = (typeof outcomes)[number];

/** `sending` is the only state before an outcome. */
export type EntryState = 'sending' | Outcome;

/** Why a send ended as it did, for texts and filters. These codes are stored in the log. */
export const causes = [
  'answer',
  'dns',
  'refused',
  'unreachable',
  'connectTimeout',
  'tls',
  'proxy',
  'proxyLogin',
  'noCredentials',
  'vaultLocked',
  'undone',
  'overslept',
  'accountChanged',
  'closed',
  'cancelledBefore',
  'cancelledInFlight',
  'timeout',
  'reset',
  'cutAnswer',
  'unreadableAnswer',
  'appStopped',
  'internal',
  /** Resolved after the send: by an event of the API, or by a person. */
  'confirmed',
  'person',
] as const;
export type Cause = (typeof causes)[number];
