import { describe, expect, it } from 'vitest';
import { apiDate, readDay } from '../../../../electron/practice/api-date.ts';

describe('apiDate', () => {
  it.each([
    ['2016-06-17T12:54:44Z', 'Jun 17, 2016 12:54:44 PM'],
    ['2015-11-02T10:31:27Z', 'Nov 2, 2015 10:31:27 AM'],
    ['2026-01-01T00:00:00Z', 'Jan 1, 2026 12:00:00 AM'],
    ['2026-12-31T23:59:59.999Z', 'Dec 31, 2026 11:59:59 PM'],
    ['2026-03-05T13:04:05Z', 'Mar 5, 2026 1:04:05 PM'],
  ])('writes %s as %s', (iso, text) => {
    expect(apiDate(new Date(iso))).toBe(text);
  });
});

describe('readDay', () => {
  it.each([
    ['2026-11-24', Date.UTC(2026, 10, 24)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['1970-01-01', 0],
  ])('reads %s as midnight of that day', (text, at) => {
    expect(readDay(text)).toBe(at);
  });

  it.each([null, '', '2026-2-3', '24.11.2026', '2026-13-01', '2026-00-10', '2026-02-30', '2025-02-29', '2026-11-31', '2026-11-24T10:00'])(
    'takes %j for no day',
    (text) => {
      expect(readDay(text)).toBeNull();
    },
  );
});
