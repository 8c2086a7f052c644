/** Texts about the log and its entries. */

/** What of a log's schema no Keypost made, by its type and name in SQLite; or what is missing from it or was changed. */
export interface SchemaFault {
  is: 'foreign' | 'missing' | 'changed';
  type: string;
  name: string;
}

const faultEnds = { foreign: 'isn’t Keypost’s', missing: 'is missing', changed: 'isn’t as Keypost made it' } as const;

const objectText = ({ is, type, name }: SchemaFault): string => `the ${type} ${name} in log.sqlite ${faultEnds[is]}`;

/** The days are those of `numberSettings.duplicateHours.max`. */
function carriedText(carried: { entries: number; complete: boolean } | null): string {
  if (carried === null)
    return 'It can’t be read, so nothing went over into the new log: Keypost doesn’t warn you of repeating a send that is only in the kept file.';
  const entries = carried.entries === 1 ? 'One entry' : `${carried.entries} entries`;
  const went = `${entries} of the last 30 days or without a known outcome went over into the new log.`;
  return carried.complete
    ? `${went} Keypost doesn’t warn you of repeating an older send.`
    : `${went} Others can’t be read: look in the kept file before you repeat a send, because Keypost can’t warn you of those.`;
}

export const logText = {
  /** Stands inside a sentence. */
  'log.foreignSchema': ({ is, type, name }: SchemaFault): string => `the ${type} ${name} in it ${faultEnds[is]}`,
  /** Stands inside a sentence. */
  'log.valueTooLong': (): string => 'a value in it is longer than any that Keypost writes',
  /** In the place of a value. `bytes`: digits. */
  'log.tooLong': ({ bytes }: { bytes: string }): string => `(too long to show: ${bytes} bytes)`,
  /** With the button `log.startNew`. */
  'log.notKeyposts': (fault: SchemaFault): string =>
    `Keypost sends nothing now: ${objectText(fault)}, so the log might not record what is sent. Undo that change, or start a new log: this one is kept as a file, and what was sent in the last 30 days goes over into the new one, with every send whose outcome is unknown. Of repeating an older send Keypost doesn’t warn you then.`,
  /** A button. */
  'log.startNew': (): string => 'Start a new log and keep this file',
  /** `kept`: the name of a file. `carried`: what went over into the new log; `null` where nothing could be read. */
  'log.startedNew': ({ kept, carried }: { kept: string; carried: { entries: number; complete: boolean } | null }): string =>
    `A new log was started. The one before is kept as ${kept} in Keypost’s folder. ${carriedText(carried)}`,
  'log.inOrder': (): string => 'The log is in order, and no new one was started. Press Send again.',
  'log.sendUnderWay': (): string => 'A message is being sent. Wait for its outcome, then start a new log.',
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
  /** Why the address of a snapshot isn't opened: a server names it. */
  'snapshot.notPublic': (_: object): string => "This address is on this computer or in a local network, so it isn't opened.",
};
