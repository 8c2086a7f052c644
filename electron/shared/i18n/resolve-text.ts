/** Texts about resolving a send with an unknown outcome: by hand, or with "Ask WhatCounts". */

/** `status`: of the response that came; `null` where none came as a whole. */
interface Marked {
  status: number | null;
}

const saw = ({ status }: Marked): string =>
  status === null ? 'Keypost itself saw no complete response to this send.' : `The server had responded with ${status}.`;

/** A question to WhatCounts that brought nothing that can be judged. */
interface Asked {
  /** The outcome that the entry has and keeps. */
  outcome: 'unknown' | 'rejected';
  /** What was asked for, such as "the SENT events of ck1042". */
  what: string;
}

export const resolveText = {
  /** Asked before a person's decision is stored. `key`: the contact, as the log names it. */
  'resolve.confirm': ({ key, outcome }: { key: string; outcome: 'accepted' | 'not sent' }): string =>
    `The log will say that the message to ${key} was ${outcome === 'accepted' ? 'sent' : 'not sent'}, as you decided. This can't be changed afterwards.`,
  'resolve.resolvedAlready': (): string => 'This send is resolved already. Nothing was changed.',
  'resolve.notAsked': (): string => 'This send is resolved already. WhatCounts was not asked.',
  'resolve.markedSent': (marked: Marked): string => `Accepted, as marked by a person. ${saw(marked)}`,
  'resolve.markedNotSent': (marked: Marked): string => `Not sent, as marked by a person. ${saw(marked)}`,
  /** WhatCounts itself responded that it has no such contact. `facts`: the status, and the response's error text. */
  'ask.noSuchContact': ({ outcome, who, what, facts }: Asked & { who: string; facts: string }): string =>
    `Still ${outcome}. ${who} was asked for ${what} and responded ${facts}: it knows no such contact, or none any more. That proves nothing about this send. Check before you send again.`,
  /** `why`: a sentence. */
  'ask.unread': ({ outcome, what, why }: Asked & { why: string }): string =>
    `Still ${outcome}. Keypost asked for ${what}. ${why} Nothing was changed. Check before you send again.`,
  'ask.unreadable': ({ outcome, what, host }: Asked & { host: string }): string =>
    `Still ${outcome}. Keypost asked for ${what}, and ${host} responded 200, but with nothing that could be read. Check before you send again.`,
  // Why it can't be told whether a SENT event is of a send: the middle of a sentence, after "WhatCounts was asked, but".
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
