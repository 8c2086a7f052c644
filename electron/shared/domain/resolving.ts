/** What crosses the bridge around settling an unknown send. */
import * as v from 'valibot';
import type { EntryDetail } from './entry.ts';

/** Characters that a note has at most. */
export const noteLimit = 500;

const entryId = v.pipe(v.number(), v.integer());
/** The limit here only stops abuse; the one that a person meets is `noteLimit`. */
const note = v.pipe(v.string(), v.maxLength(10_000));

/** A person's word. Also for a rejected send that may have gone: see may-have-gone.ts. */
export const ResolveSchema = v.object({ id: entryId, outcome: v.picklist(['accepted', 'not sent']), note });
export type Resolve = v.InferOutput<typeof ResolveSchema>;

export const AskSchema = v.object({ id: entryId, note });
export type Ask = v.InferOutput<typeof AskSchema>;

export interface AskReport {
  /**
   * `found`: the entry is accepted now. `notFound`, `unclear`: its outcome stays, and its history has the look. `failed`:
   * there was no response to learn from, and nothing was written.
   */
  result: 'found' | 'notFound' | 'unclear' | 'failed';
  /** What was learned, what it means for the message, what to do now. */
  sentence: string;
  entry: EntryDetail;
}
