/** What crosses the bridge about the contact that a customer key names. */
import * as v from 'valibot';

const typed = v.pipe(v.string(), v.maxLength(10_000));
const accountId = v.pipe(v.string(), v.maxLength(64));

export const RecipientLookupSchema = v.object({
  accountId,
  /** As typed, both. */
  customerKey: typed,
  list: typed,
  /** Whether a person asked for it; otherwise the settings may forbid it, and what was read lately will do. */
  asked: v.boolean(),
});
export type RecipientLookup = v.InferOutput<typeof RecipientLookupSchema>;

export const KnownSchema = v.object({ accountId, customerKey: typed });

/** The result of a look-up. It has no say in a send. */
export interface RecipientReport {
  /** `unclear`: nothing can be told of this key; the sentence says why. */
  state: 'found' | 'notFound' | 'notSubscribed' | 'unclear';
  accountId: string;
  /** As it was asked for, without outer spaces; the same with `list`. */
  customerKey: string;
  list: string;
  /** Empty where WhatCounts has none, or none is known. */
  name: string;
  address: string;
  /** Whether the contact is subscribed to `list`; `null` where that can't be told or no list was named. */
  subscribed: boolean | null;
  /** What that means for a send, or why it can't be told; empty where the rest says it all. */
  sentence: string;
  /** When WhatCounts was asked, in milliseconds since 1970. */
  checkedAt: number;
}
