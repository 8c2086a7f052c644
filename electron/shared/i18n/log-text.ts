/** What is said of the response log as a whole. */

/** What of a log's schema no Keypost made, by its type and name in SQLite; or what is missing from it or was changed. */
export interface SchemaFault {
  is: 'foreign' | 'missing' | 'changed';
  type: string;
  name: string;
}

const faultEnds = { foreign: 'isn’t Keypost’s', missing: 'is missing', changed: 'isn’t as Keypost made it' } as const;

export const logText = {
  /** Stands inside a sentence. */
  'log.foreignSchema': ({ is, type, name }: SchemaFault): string => `the ${type} ${name} in it ${faultEnds[is]}`,
  /** Stands inside a sentence. Keypost makes it anew when the log is searched next. */
  'log.foreignIndex': ({ is, type, name }: SchemaFault): string =>
    `the ${type} ${name} in the search index ${faultEnds[is]}; search the log once, then try again`,
  /** Stands inside a sentence. */
  'log.otherCount': ({ written, expected }: { written: number; expected: number }): string =>
    `${written} rows would have been written instead of ${expected}`,
  /** Of what the log keeps for itself beside the entries. */
  'log.notKeptUp': ({ reason }: { reason: string }): string =>
    `The log can't be kept up (${reason}). No entry is affected; something else may be changing Keypost's files.`,
  'log.notThere': (): string => 'the entry was not there after it was written',
  /** A press met damage, which is repaired by now. */
  'log.repaired': (): string =>
    'Not sent. The log was damaged, and Keypost has repaired it. Read above what was lost, then press Send again: Keypost can’t warn you of repeating a send that was lost.',
  /** After the entries were removed. `reason` is a few words, such as "another program holds it". */
  'log.tracesLeft': ({ reason }: { reason: string }): string =>
    `The entries are removed, but traces of them may still be in the log's files (${reason}). Close other programs that read them, then clear the log again.`,
};
