/** The types that cross the bridge to resolve an unknown send. */
import * as v from 'valibot';
import type { EntryDetail } from './entry.ts';

/** Maximum length of a note, in characters. */
export const noteLimit = 500;

const entryId = v.pipe(v.number(), v.integer());
/** This limit only stops abuse; the one that people see is `noteLimit`. */
const note = v.pipe(v.string(), v.maxLength(10_000));

/** A person decides the outcome. This is also possible for a rejected send that may have been sent; see may-have-been-sent.ts. */
export const ResolveSchema = v.object({ id: entryId, outcome: v.picklist(['accepted', 'not sent']), note });
export type Resolve = v.InferOutput<typeof ResolveSchema>;

export const AskSchema = v.object({ id: entryId, note });
export type Ask = v.InferOutput<typeof AskSchema>;

export interface AskReport {
  /**
   * `found`: the entry is accepted now. `notFound`, `unclear`: its outcome stays, and the check was added to its history. `failed`: there
   * was no usable response, and nothing was written.
   */
  result: 'found' | 'notFound' | 'unclear' | 'failed';
  /** What was found out, what it means for the message and what to do now. */
  sentence: string;
  entry: EntryDetail;
}
