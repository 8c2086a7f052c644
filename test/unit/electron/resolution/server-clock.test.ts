import { expect, test } from 'vitest';
import { learnOffset, type Learned, type ClockReading } from '../../../../electron/resolution/server-clock.ts';

const hour = 60 * 60_000;
/** Times of one day: in UTC for sends, in the server's local time for events. */
const day = (text: string): number => Date.parse(`2026-11-${text.includes(' ') ? text.replace(' ', 'T') : `24T${text}`}Z`);
/** Each send got its response within a second. */
const reading = (accepted: string[], events: string[]): ClockReading => ({
  accepted: accepted.map((text) => ({ from: day(text), to: day(text) + 1000 })),
  events: events.map(day),
});
const known = (hours: number) => ({ clock: { offset: hours * hour } });
const unknown = (why: 'few' | 'several' | 'conflict'): Learned => ({ clock: null, why });

test.each<readonly [string, ClockReading[], object]>([
  ['nothing', [], unknown('few')],
  ['sends without events', [reading(['10:00:00'], [])], unknown('few')],
  ['one fit, which any event has in some zone', [reading(['10:00:00'], ['02:00:03'])], unknown('few')],
  ['two of one contact', [reading(['10:00:00', '15:30:00'], ['02:00:03', '07:30:02'])], known(-8)],
  ['two contacts', [reading(['10:00:00'], ['02:00:03']), reading(['11:20:00'], ['03:21:30'])], known(-8)],
  ['UTC', [reading(['10:00:00'], ['10:00:00']), reading(['11:20:00'], ['11:20:00'])], known(0)],
  ['a quarter of an hour', [reading(['10:00:00'], ['15:45:01']), reading(['11:20:00'], ['17:05:01'])], known(5.75)],
  ['the farthest zones', [reading(['10:00:00'], ['25 00:00:00']), reading(['11:00:00'], ['25 01:00:00'])], known(14)],
  ['beyond them there is no zone', [reading(['10:00:00'], ['25 00:15:00']), reading(['11:00:00'], ['25 01:15:00'])], unknown('few')],
  ['the farthest in the west', [reading(['14:00:00'], ['02:00:00']), reading(['15:00:00'], ['03:00:00'])], known(-12)],
  ['nor farther in the west', [reading(['14:00:00'], ['01:45:00']), reading(['15:00:00'], ['02:45:00'])], unknown('few')],
  ['a minute early is in time', [reading(['10:00:00'], ['01:59:00']), reading(['11:00:00'], ['02:59:00'])], known(-8)],
  ['ten minutes late are in time', [reading(['10:00:00'], ['02:10:01']), reading(['11:00:00'], ['03:10:01'])], known(-8)],
  ['and a second more is not', [reading(['10:00:00'], ['02:10:02']), reading(['11:00:00'], ['03:10:02'])], unknown('few')],
  ['two sends and one event, in whatever order', [reading(['10:00:40', '10:00:00'], ['02:00:41'])], unknown('few')],
  ['events in whatever order', [reading(['15:30:00', '10:00:00'], ['07:30:02', '02:00:03'])], known(-8)],
  ['over midnight', [reading(['02:00:00'], ['23 18:00:04']), reading(['10:00:00'], ['02:00:04'])], known(-8)],
  ['a server some seconds behind', [reading(['10:00:00'], ['01:59:30']), reading(['11:00:00'], ['02:59:15'])], known(-8)],
  ['too late to be of these sends', [reading(['10:00:00'], ['02:12:00']), reading(['11:00:00'], ['03:12:00'])], unknown('few')],
  ['contacts that disagree', [reading(['10:00:00'], ['02:00:03']), reading(['11:00:00'], ['04:00:03'])], unknown('conflict')],
  // A change of the server's clock between two sends looks the same.
  ['DST between the sends', [reading(['10:00:00'], ['02:00:03']), reading(['25 10:00:00'], ['25 03:00:03'])], unknown('conflict')],
  [
    'an event for every hour fits several zones',
    [reading(['10:00:00', '11:00:00'], ['02:00:01', '03:00:01', '04:00:01'])],
    unknown('several'),
  ],
  [
    'until another contact decides',
    [reading(['10:00:00', '11:00:00'], ['02:00:01', '03:00:01', '04:00:01']), reading(['12:00:00'], ['04:00:01'])],
    known(-8),
  ],
  ['two sends with one event between them are one fit', [reading(['10:00:00', '10:00:40'], ['02:00:41'])], unknown('few')],
  [
    'a contact without events says nothing against the others',
    [reading(['09:00:00'], []), reading(['10:00:00', '12:00:00'], ['02:00:00', '04:00:00'])],
    known(-8),
  ],
])('%s', (_, readings, expected) => {
  expect(learnOffset(readings)).toMatchObject(expected);
});

test('also learns the delay between sends and their events', () => {
  const readings = [reading(['10:00:00'], ['02:00:03']), reading(['11:20:00'], ['03:21:30'])];
  expect(learnOffset(readings)).toMatchObject({ clock: { lag: { min: 3000, max: 89_000 } } });
});

test('matches each send with the first event that can be its own, whatever their order', () => {
  const readings = [reading(['10:00:30', '10:00:00'], ['02:00:32', '02:00:01'])];
  expect(learnOffset(readings)).toEqual({ clock: { offset: -8 * hour, lag: { min: 1000, max: 1000 } } });
});
