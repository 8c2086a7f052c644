/** The outcome that a person gave, in words. Pure. */
import type { Settle } from './settling.ts';

const saw = 'Keypost itself saw no complete answer to this send.';

export const settledWords: Readonly<Record<Settle['outcome'], { hint: string; sentence: string }>> = {
  accepted: { hint: 'Marked as sent', sentence: `Accepted, as marked by a person. ${saw}` },
  'not sent': { hint: 'Marked as not sent', sentence: `Not sent, as marked by a person. ${saw}` },
};
