/** What "Ask WhatCounts" says where its question brought nothing that can be judged. `why` is a sentence of its own. */

interface Asked {
  /** The outcome that the entry has and keeps. */
  outcome: 'unknown' | 'rejected';
  /** What was asked for, such as "the SENT events of ck1042". */
  what: string;
}

export const askText = {
  /** WhatCounts itself said that it has no such contact. `facts`: the status, and the response's own words. */
  'ask.noSuchContact': ({ outcome, who, what, facts }: Asked & { who: string; facts: string }): string =>
    `Still ${outcome}. ${who} was asked for ${what} and responded ${facts}: it knows no such contact, or none any more. That proves nothing about this send. Check before you send again.`,
  'ask.unread': ({ outcome, what, why }: Asked & { why: string }): string =>
    `Still ${outcome}. Keypost asked for ${what}. ${why} Nothing was changed. Check before you send again.`,
  'ask.unreadable': ({ outcome, what, host }: Asked & { host: string }): string =>
    `Still ${outcome}. Keypost asked for ${what}, and ${host} responded 200, but with nothing that could be read. Check before you send again.`,
};
