import { expect, test } from 'vitest';
import { apiDay, readApiDate } from '../../../../electron/whatcounts/api-dates.ts';

test.each([
  ['Jun 17, 2016 12:54:44 PM', '2016-06-17T12:54:44.000Z'],
  ['Nov 2, 2015 10:31:27 AM', '2015-11-02T10:31:27.000Z'],
  ['Nov 24, 2026 12:00:05 AM', '2026-11-24T00:00:05.000Z'],
  ['Nov 24, 2026 2:02:11 PM', '2026-11-24T14:02:11.000Z'],
  ['Mar 03, 2025 16:47:32 PM', '2025-03-03T16:47:32.000Z'],
  ['Mar 03, 2025 00:47:32 AM', '2025-03-03T00:47:32.000Z'],
  ['Mar 03, 2025 09:47:32 AM', '2025-03-03T09:47:32.000Z'],
  ['2020-01-13 08:46:48.11', '2020-01-13T08:46:48.110Z'],
  ['2020-01-13 08:46:48', '2020-01-13T08:46:48.000Z'],
  ['2020-01-13 08:46:48.1234567', '2020-01-13T08:46:48.123Z'],
  [' Feb 29, 2028 1:00:00 AM ', '2028-02-29T01:00:00.000Z'],
])('%s', (text, iso) => {
  expect(readApiDate(text)).toBe(Date.parse(iso));
});

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
test.each(months.map((name, month) => [name, month] as const))('%s is month %i from 0', (name, month) => {
  expect(readApiDate(`${name} 5, 2026 3:04:05 AM`)).toBe(Date.UTC(2026, month, 5, 3, 4, 5));
});

test.each([
  '',
  'on Jun 17, 2016 12:54:44 PM',
  'at 2020-01-13 08:46:48',
  '2020-01-13 08:46:48 UTC',
  'yesterday',
  'Foo 17, 2016 12:54:44 PM',
  'Feb 30, 2026 1:00:00 AM',
  'Feb 29, 2027 1:00:00 AM',
  'Jun 17, 2016 13:54:44 AM',
  'Jun 17, 2016 0:54:44 PM',
  'Jun 17, 2016 24:00:00 PM',
  'Jun 17, 2016 12:60:00 PM',
  'Jun 17, 2016 12:54:44',
  'Jun 17, 2016 12:54:44 PM PST',
  '2020-13-01 08:46:48',
  '2020-01-13T08:46:48Z',
])('is no date: %s', (text) => {
  expect(readApiDate(text)).toBeNull();
});

test('apiDay uses UTC days, shifted by whole days', () => {
  const at = Date.parse('2026-12-31T23:59:59.999Z');
  expect([apiDay(at, -1), apiDay(at, 0), apiDay(at, 2)]).toEqual(['2026-12-30', '2026-12-31', '2027-01-02']);
});
