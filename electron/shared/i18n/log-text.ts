/** What is said of the response log as a whole. */

export const logText = {
  /** A press met damage, which is repaired by now. */
  'log.repaired': (): string =>
    'Not sent. The log was damaged, and Keypost has repaired it. Read above what was lost, then press Send again: Keypost can’t warn you of repeating a send that was lost.',
  /** After the entries were removed. `reason` is a few words, such as "another program holds it". */
  'log.tracesLeft': ({ reason }: { reason: string }): string =>
    `The entries are removed, but traces of them may still be in the log's files (${reason}). Close other programs that read them, then clear the log again.`,
};
