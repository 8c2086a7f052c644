/** Why it can't be told whether a SENT event is of a send: the middle of a sentence, after "WhatCounts was asked, but". */

export const evidenceText = {
  'evidence.several': (): string =>
    "there are more SENT events at this time than sends that Keypost knows of: somebody else sends to this contact, too, so Keypost can't tell which is whose",
  'evidence.early': (): string => 'the nearest SENT event is from before the request left',
  /** The computer's clock was wrong when Send was pressed, or may have been. */
  'evidence.misdated': (): string =>
    "this computer's clock may have been wrong when you pressed Send, so Keypost can't tell at which time to look for its SENT event",
  /** Sends are missing from what Keypost remembers. */
  'evidence.incomplete': (): string =>
    "Keypost no longer knows every send of that time (its evidence was cleared, or the log was moved, restored or repaired), so an event may be of one that's missing",
  /** Fingerprints of another key. */
  'evidence.otherKey': (): string =>
    "what Keypost remembers of this send can't be compared any more (the keychain no longer has the key for it or didn't let Keypost read and renew it, or an older Keypost wrote it), so it can't be told which other sends went to this contact",
  /** The ledger can't be read, or doesn't have the send. */
  'evidence.unknown': (): string => "Keypost's evidence file doesn't have this send, so an event may be of another one",
};
