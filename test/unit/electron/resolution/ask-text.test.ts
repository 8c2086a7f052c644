/** The exact texts for the results of "Ask WhatCounts". */
import { describe, expect, test } from 'vitest';
import {
  foundText,
  isUnknownContact,
  unclearText,
  unreadText,
  type AskTextParams,
  type ClockGap,
} from '../../../../electron/resolution/ask-text.ts';
import type { SentEvent } from '../../../../electron/whatcounts/events.ts';
import { wireResponse } from '../whatcounts/responses.ts';

const at = Date.UTC(2026, 10, 30, 12);
const subject = (changes: { builtIn?: boolean; state?: 'unknown' | 'rejected' } = {}): AskTextParams => ({
  entry: { at, customerKey: 'ck1042', list: 'Orders', state: changes.state ?? 'unknown' },
  account: { builtIn: changes.builtIn ?? false, name: 'Acme' },
});
const event = (offset: number | null): SentEvent => ({
  id: 1,
  listId: 1,
  at: offset === null ? null : at + offset,
  date: offset === null ? '' : `t${offset}`,
});

describe('a send that was found', () => {
  test.each([
    [0, 'right at the press of Send'],
    [999, 'right at the press of Send'],
    [1000, '1 s after the press of Send'],
    [59_499, '59 s after the press of Send'],
    [60_000, '1 min 0 s after the press of Send'],
    [185_000, '3 min 5 s after the press of Send'],
  ])('after %i ms', (delay, after) => {
    expect(foundText(subject(), event(5), delay)).toBe(
      `Accepted, confirmed by a SENT event of t5 (time of the server), ${after}, for ck1042 on Orders.`,
    );
  });
});

const reasonOf = (why: Parameters<typeof unclearText>[1], clock: ClockGap = 'few'): string =>
  /^Still unknown\. WhatCounts was asked, but (.*)\. Check before you send again\.$/.exec(unclearText(subject(), why, clock, []))?.[1] ??
  '';

describe('a result that is not clear', () => {
  test.each([
    [
      'rival',
      'the SENT event that fits may as well be of another send in this log, to this key on this list or to a contact that was named otherwise',
    ],
    ['late', 'the next SENT event came too long after this send to be surely its own'],
    ['clock', "a SENT event fits only if the server's clock was changed by an hour in between"],
    ['unreadable', "there is a SENT event without a list or a time that can be read, so whether it is of this send can't be told"],
    ['list', "it names no list Orders, so whether one of the SENT events is of this send can't be told"],
    ['otherContact', 'it responded with another contact than ck1042, so its events prove nothing'],
    [
      'unnamedContact',
      "it did not say whose events these are, and a key of digits may be read as another contact's number, so they prove nothing",
    ],
    [
      'misdated',
      "this computer's clock may have been wrong when you pressed Send, so Keypost can't tell at which time to look for its SENT event",
    ],
    ['early', 'the nearest SENT event is from before the request left'],
    ['unknown', "Keypost's evidence file doesn't have this send, so an event may be of another one"],
    ['tooManyLists', "it has more lists than could be read, so whether one of the SENT events is of this send can't be told"],
    ['tooMany', "there are more events than could be read, so whether one is of this send can't be told"],
  ] as const)('%s', (why, text) => {
    expect(reasonOf(why)).toBe(text);
  });

  test.each([
    ['several', /^there are more SENT events at this time than sends that Keypost knows of: /],
    ['incomplete', /^Keypost no longer knows every send of that time \(/],
    ['otherKey', /^what Keypost remembers of this send can't be compared any more \(/],
  ] as const)('%s', (why, text) => {
    expect(reasonOf(why)).toMatch(text);
  });

  test.each([
    ['conflict', "the accepted sends near this one don't agree on the server's clock"],
    ['several', "the accepted sends near this one fit more than one setting of the server's clock"],
    ['unread', "the events of other contacts, which would show the server's clock, could not be read"],
    ['few', "this log has too few accepted sends near this one to learn the server's clock"],
  ] as const)('because of the clock: %s', (clock, text) => {
    expect(reasonOf('zone', clock)).toBe(
      `its times name no zone, and ${text}, so whether one of the SENT events is of this send can't be told`,
    );
  });

  test('names the practice realm, and the outcome that remains', () => {
    expect(unclearText(subject({ builtIn: true, state: 'rejected' }), 'late', 'few', [])).toMatch(
      /^Still rejected\. The practice realm was asked, but /,
    );
  });

  const timesOf = (...offsets: (number | null)[]): string =>
    /\. Seen by the server's clock: (.*)\. Check/.exec(unclearText(subject(), 'late', 'few', offsets.map(event)))?.[1] ?? '';

  test("lists the times of the events in order, without those that can't be read", () => {
    expect([timesOf(), timesOf(null), timesOf(20, null, -5, 7)]).toEqual(['', '', 't-5; t7; t20']);
  });

  test('lists the eight times nearest to the press', () => {
    expect(timesOf(1, -2, 3, -4, 5, -6, 7, -8)).toBe('t-8; t-6; t-4; t-2; t1; t3; t5; t7');
    expect(timesOf(900, 1, -2, 3, -4, -901, 5, -6, 7, -8)).toBe('t-8; t-6; t-4; t-2; t1; t3; t5; t7 and 2 more');
  });
});

describe('a contact that WhatCounts does not know', () => {
  const failedWith = (status: number, error: string) =>
    ({
      ok: false,
      kind: 'answered',
      response: wireResponse({ error, status: 'x', statusCode: status }, { status, headers: [['Content-Type', 'application/json']] }),
    }) as const;

  test('is reported only with 404', () => {
    expect([isUnknownContact(failedWith(404, 'Subscriber Not Found')), isUnknownContact(failedWith(400, 'Subscriber Not Found'))]).toEqual([
      true,
      false,
    ]);
  });

  test.each([
    ['Subscriber Not Found', 'responded 404 "Subscriber Not Found": '],
    ['', 'responded 404: '],
  ])('is reported with the text of the response: %j', (said, facts) => {
    expect(unreadText(subject(), { read: failedWith(404, said), host: 'mail.acme.example' }, 'events')).toContain(facts);
  });

  test('is not reported for a failed read', () => {
    const read = { ok: false, kind: 'failed', cause: 'timeout' } as const;
    expect(unreadText(subject(), { read, host: 'mail.acme.example' }, 'events')).toBe(
      "Still unknown. Keypost asked for the SENT events of ck1042. mail.acme.example didn't respond in time. Nothing was changed. Check before you send again.",
    );
  });
});
