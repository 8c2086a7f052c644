import { describe, expect, test } from 'vitest';
import { judge, type OtherSend } from '../../../../electron/resolution/sent-events.ts';
import type { Lag } from '../../../../electron/resolution/server-clock.ts';
import { readApiDate } from '../../../../electron/whatcounts/api-dates.ts';
import type { SentEvent } from '../../../../electron/whatcounts/events.ts';

const hour = 60 * 60_000;
const utc = (text: string): number => Date.parse(`2026-11-${text.replace(' ', 'T')}Z`);
const orders = 13;
let next = 1;
const event = (text: string, changes: Partial<SentEvent> = {}): SentEvent => {
  const date = text.includes(',') ? text : `2026-11-${text}`;
  return { id: next++, listId: orders, at: readApiDate(date), date, ...changes };
};

interface Asked {
  press?: number;
  /** When other sends were pressed: those that were accepted at once, and those that are unknown. */
  accepted?: number[];
  doubtful?: number[];
  /** Sends at a clock setting that can't be compared. */
  anywhere?: OtherSend['certainty'][];
  listIds?: number[];
  /** `null`: the zone is not known. */
  lag?: Lag | null;
  daylightSaving?: boolean;
}

/** Pressed at 10:00 UTC and given up 30 s later, on a server that is eight hours behind and writes its events at once. */
function ask(events: SentEvent[], asked: Asked = {}) {
  const { press = utc('24 10:00:00'), accepted = [], doubtful = [], anywhere = [], lag = { min: 1000, max: 1000 } } = asked;
  return judge({
    own: { from: press, to: press + 30_000 },
    others: [
      ...accepted.map((at) => ({ window: { from: at, to: at + 500 }, certainty: 'accepted' as const })),
      ...doubtful.map((at) => ({ window: { from: at, to: at + 30_000 }, certainty: 'doubtful' as const })),
      ...anywhere.map((certainty) => ({ window: null, certainty })),
    ],
    events,
    listIds: asked.listIds ?? [orders],
    clock: lag && { offset: -8 * hour, lag },
    daylightSaving: asked.daylightSaving ?? true,
  });
}
const found = (date: string) => ({ result: 'found', event: { date } });
const notFound = { result: 'notFound' };
const unclear = (why: string) => ({ result: 'unclear', why });

describe('with the zone known', () => {
  test.each<readonly [string, SentEvent[], Asked, object]>([
    ['no events', [], {}, notFound],
    ['an event seconds after the press', [event('24 02:00:03')], {}, found('2026-11-24 02:00:03')],
    ['12 hours and PM', [event('Nov 24, 2026 2:00:03 AM')], {}, found('Nov 24, 2026 2:00:03 AM')],
    ['24 hours and PM', [event('Nov 24, 2026 16:00:03 PM')], { press: utc('25 00:00:00') }, found('Nov 24, 2026 16:00:03 PM')],
    ['over midnight', [event('23 18:00:03')], { press: utc('24 02:00:00') }, found('2026-11-23 18:00:03')],
    [
      'over the end of the year',
      [event('Jan 1, 2027 12:00:03 AM')],
      { press: Date.parse('2027-01-01T08:00:00Z') },
      found('Jan 1, 2027 12:00:03 AM'),
    ],
    ['the same second', [event('24 02:00:00')], { press: utc('24 10:00:00') + 900 }, found('2026-11-24 02:00:00')],
    [
      'clocks a minute apart, as other sends show',
      [event('24 01:59:00')],
      { lag: { min: -59_000, max: -59_500 } },
      found('2026-11-24 01:59:00'),
    ],
    ['an event 58 s before the press', [event('24 01:59:02')], {}, unclear('early')],
    ['an event before the press', [event('24 01:58:59')], {}, notFound],
    ['one of yesterday', [event('23 02:00:03')], {}, notFound],
    ['the last second that counts', [event('24 02:01:31')], {}, found('2026-11-24 02:01:31')],
    ['too late to be surely its own', [event('24 02:01:32')], {}, unclear('late')],
    ['nine minutes after the press', [event('24 02:09:00')], {}, unclear('late')],
    [
      'nine minutes, where other events come as late',
      [event('24 02:09:00')],
      { lag: { min: 520_000, max: 540_000 } },
      found('2026-11-24 02:09:00'),
    ],
    // More events than sends.
    ['two events and one press', [event('24 02:00:03'), event('24 02:00:20')], {}, unclear('several')],
    ['two events and one press, minutes apart', [event('24 02:00:03'), event('24 02:08:00')], {}, unclear('several')],
    ['of the next day: surely another one', [event('25 02:10:01')], {}, notFound],
    ['another list', [event('24 02:00:03', { listId: 99 })], {}, notFound],
    ['one of two lists of that name', [event('24 02:00:03', { listId: 14 })], { listIds: [orders, 14] }, found('2026-11-24 02:00:03')],
    ['no list', [event('24 02:00:03', { listId: null })], {}, unclear('unreadable')],
    ['no list, but of another day', [event('20 02:00:03', { listId: null })], {}, notFound],
    ['no time that can be read', [event('24 02:00:03', { at: null, date: '' })], {}, unclear('unreadable')],
    // Two sends the same day.
    ['one earlier, accepted, with its event', [event('23 23:30:02')], { accepted: [utc('24 07:30:00')] }, notFound],
    [
      'one earlier, and both have theirs',
      [event('23 23:30:02'), event('24 02:00:02')],
      { accepted: [utc('24 07:30:00')] },
      found('2026-11-24 02:00:02'),
    ],
    ['a resend, accepted: the one event is its own', [event('24 02:05:02')], { accepted: [utc('24 10:05:00')] }, notFound],
    [
      'a resend, and both have theirs',
      [event('24 02:00:02'), event('24 02:05:02')],
      { accepted: [utc('24 10:05:00')] },
      found('2026-11-24 02:00:02'),
    ],
    [
      'a resend within the minute',
      [event('24 02:00:02'), event('24 02:00:31')],
      { accepted: [utc('24 10:00:30')] },
      found('2026-11-24 02:00:02'),
    ],
    ['a resend within the minute, one event before it', [event('24 02:00:02')], { accepted: [utc('24 10:00:30')] }, unclear('rival')],
    ['a resend within the minute, one event after it', [event('24 02:00:31')], { accepted: [utc('24 10:00:30')] }, notFound],
    [
      'two accepted explain two events, not three',
      [event('24 02:00:02'), event('24 02:01:02'), event('24 02:02:02')],
      { accepted: [utc('24 10:01:00'), utc('24 10:02:00')] },
      found('2026-11-24 02:00:02'),
    ],
    ['an accepted one that still waits for its event', [event('24 02:00:02')], { accepted: [utc('24 09:30:00')] }, unclear('rival')],
    [
      'an accepted one of yesterday that never had one',
      [event('24 02:00:02')],
      { accepted: [utc('23 09:30:00')] },
      found('2026-11-24 02:00:02'),
    ],
    // Other unknown sends.
    ['another unknown one', [event('24 02:00:02')], { doubtful: [utc('24 09:55:00')] }, unclear('rival')],
    [
      'another unknown one, two events',
      [event('24 02:00:02'), event('24 02:00:04')],
      { doubtful: [utc('24 09:55:00')] },
      { result: 'found' },
    ],
    [
      'another unknown one just before, and the event may be late for it',
      [event('24 02:00:02')],
      { doubtful: [utc('24 09:59:38')] },
      unclear('rival'),
    ],
    ['an unknown one after it', [event('24 02:00:02')], { doubtful: [utc('24 10:05:00')] }, found('2026-11-24 02:00:02')],
    // The server's clock was set back an hour after the zone was learned, so the event seems to be before the press.
    ['DST, set back', [event('24 01:00:03')], {}, unclear('clock')],
    ['DST, set forward', [event('24 03:00:03')], {}, unclear('late')],
    // At the end of daylight saving time the hour from one to two occurs twice.
    ['two unknown ones an hour apart, one event', [event('24 02:00:03')], { doubtful: [utc('24 11:00:00')] }, unclear('rival')],
    ['an accepted one an hour later without another event', [event('24 02:00:03')], { accepted: [utc('24 11:00:00')] }, unclear('rival')],
    [
      'a server without DST and an unknown one an hour later',
      [event('24 02:00:03')],
      { doubtful: [utc('24 11:00:00')], daylightSaving: false },
      found('2026-11-24 02:00:03'),
    ],
    // Sends that were made while the computer's clock had another setting.
    ['an accepted one on another clock', [event('24 02:00:03')], { anywhere: ['accepted'] }, unclear('rival')],
    ['an unknown one on another clock', [event('24 02:00:03')], { anywhere: ['doubtful'] }, unclear('rival')],
    // The limits of the time in which an event counts.
    ['a minute before the press', [event('24 01:59:00')], {}, unclear('early')],
    ['a day after the end', [event('25 02:00:30')], {}, unclear('late')],
    ['a second more than a day after the end', [event('25 02:00:31')], {}, notFound],
    ['another event that may be near: before', [event('24 01:59:00'), event('24 02:00:03')], {}, unclear('several')],
    ['another event that is too old to be near', [event('24 01:58:59'), event('24 02:00:03')], {}, found('2026-11-24 02:00:03')],
    ['another event within the minute before', [event('24 01:59:30'), event('24 02:00:03')], {}, unclear('several')],
    ['another event that may be near: after', [event('24 02:00:03'), event('24 02:10:30')], {}, unclear('several')],
    ['another event that is too late to be near', [event('24 02:00:03'), event('24 02:10:31')], {}, found('2026-11-24 02:00:03')],
    ['another event an hour before, by a clock that was changed', [event('24 01:00:03'), event('24 02:00:03')], {}, unclear('several')],
    ['another event an hour after, by a clock that was changed', [event('24 02:00:03'), event('24 03:00:03')], {}, unclear('several')],
    [
      'another event an hour after, by a clock that is never changed',
      [event('24 02:00:03'), event('24 03:00:03')],
      { daylightSaving: false },
      found('2026-11-24 02:00:03'),
    ],
    // Events that can't be read.
    ['no time, but another list', [event('24 02:00:03', { at: null, listId: 99 })], {}, notFound],
    ['its own, and one without a list', [event('24 02:00:03'), event('24 02:00:03', { listId: null })], {}, found('2026-11-24 02:00:03')],
    // Which send an event may be of.
    [
      'the first is of an accepted one, the second its own',
      [event('24 02:00:00'), event('24 02:00:20')],
      { accepted: [utc('24 09:59:00')] },
      found('2026-11-24 02:00:20'),
    ],
    [
      'an accepted one an hour before, with an event that may be of either',
      [event('24 01:00:02'), event('24 02:00:02')],
      { accepted: [utc('24 09:00:00')] },
      unclear('rival'),
    ],
    [
      'an accepted one an hour after, with an event that may be of either',
      [event('24 02:00:02'), event('24 03:00:02')],
      { accepted: [utc('24 11:00:00')] },
      unclear('rival'),
    ],
    [
      'two accepted ones with one event between them',
      [event('24 02:00:07')],
      { accepted: [utc('24 10:00:05'), utc('24 10:00:06')] },
      unclear('rival'),
    ],
    [
      'a resend, accepted, by a clock that is never changed',
      [event('24 02:05:02')],
      { accepted: [utc('24 10:05:00')], daylightSaving: false },
      notFound,
    ],
    ['an unknown one 62 s after the event', [event('24 02:00:02')], { doubtful: [utc('24 10:01:04')] }, unclear('rival')],
    ['an unknown one 63 s after the event', [event('24 02:00:02')], { doubtful: [utc('24 10:01:05')] }, found('2026-11-24 02:00:02')],
    ['an unknown one that ended two hours before', [event('24 02:00:02')], { doubtful: [utc('24 07:58:31')] }, unclear('rival')],
    ['an unknown one that ended longer before', [event('24 02:00:02')], { doubtful: [utc('24 07:58:30')] }, found('2026-11-24 02:00:02')],
    ['a server without DST', [event('24 01:00:03')], { daylightSaving: false }, notFound],
  ])('%s', (_, events, changes, expected) => {
    expect(ask(events, changes)).toMatchObject(expected);
  });

  test('returns how long after the press the event was', () => {
    expect(ask([event('24 02:00:03')])).toMatchObject({ delayMs: 3000 });
    expect(ask([event('24 01:59:58')])).toMatchObject({ delayMs: 0 });
  });

  test('returns the first of two events that may be its own, in whatever order they come', () => {
    const events = [event('24 02:00:04'), event('24 02:00:02')];
    for (const one of [events, [...events].reverse()]) {
      expect(ask(one, { doubtful: [utc('24 09:55:00')] })).toMatchObject(found('2026-11-24 02:00:02'));
    }
  });

  test('does not depend on the order of events and sends', () => {
    const events = [event('24 02:05:02'), event('24 02:00:02'), event('23 23:30:02')];
    expect(ask(events, { accepted: [utc('24 10:05:00'), utc('24 07:30:00')] })).toMatchObject(found('2026-11-24 02:00:02'));
  });
});

describe('without a zone', () => {
  test.each<readonly [string, SentEvent[], object]>([
    ['no events', [], notFound],
    ['an older event in every zone', [event('23 21:58:00')], notFound],
    ['an older event, if the server were far in the west', [event('23 22:00:00')], unclear('zone')],
    ['an event that fits exactly', [event('24 10:00:02')], unclear('zone')],
    ['an event that fits far in the east', [event('25 00:00:02')], unclear('zone')],
    ['an older event that may just be of this send', [event('23 21:59:00')], unclear('zone')],
    ['an older event that is a second too old', [event('23 21:58:59')], notFound],
    ['a younger event that may just be of this send', [event('26 00:00:30')], unclear('zone')],
    ['an event without a time', [event('24 10:00:02', { at: null, date: '' })], unclear('unreadable')],
    ['a younger event in every zone', [event('26 00:00:31')], notFound],
    ['another list', [event('24 10:00:02', { listId: 99 })], notFound],
  ])('%s', (_, events, expected) => {
    expect(ask(events, { lag: null })).toMatchObject(expected);
  });
});
