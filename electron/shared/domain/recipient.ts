/** The types that cross the bridge to look up the contact that a customer key names. */
import * as v from 'valibot';

const typed = v.pipe(v.string(), v.maxLength(10_000));
const accountId = v.pipe(v.string(), v.maxLength(64));

export const RecipientLookupSchema = v.object({
  accountId,
  /** As typed, like `list`. */
  customerKey: typed,
  list: typed,
  /** Whether a person asked for it. Otherwise the settings may forbid the look-up, and a recent result is good enough. */
  asked: v.boolean(),
});
export type RecipientLookup = v.InferOutput<typeof RecipientLookupSchema>;

export const KnownSchema = v.object({ accountId, customerKey: typed });

/** The result of a look-up. It is only shown: it neither allows nor prevents a send. */
export interface RecipientReport {
  /** `unclear`: nothing is known about this key; `sentence` says why. */
  state: 'found' | 'notFound' | 'notSubscribed' | 'unclear';
  accountId: string;
  /** As requested, without outer spaces; the same for `list`. */
  customerKey: string;
  list: string;
  /** Empty if WhatCounts has none, or if it is not known. */
  name: string;
  address: string;
  /** Whether the contact is subscribed to `list`; `null` if that is not known or no list was given. */
  subscribed: boolean | null;
  /** What this means for a send, or why it is not known; empty if the other fields say enough. */
  sentence: string;
  /** When WhatCounts was asked, in milliseconds since 1970. */
  checkedAt: number;
}
