import { describe, expect, it } from 'vitest';
import { durationText, exactTime, momentTime, rowTime } from '../../../../renderer/text/time-text.ts';

const at = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0, ms = 0) =>
  new Date(year, month - 1, day, hour, minute, second, ms).getTime();
const now = at(2026, 11, 24, 14, 30);

describe('rowTime', () => {
  it.each([
    ['today', at(2026, 11, 24, 14, 2), '14:02'],
    ['the first minute of today', at(2026, 11, 24), '00:00'],
    ['yesterday evening', at(2026, 11, 23, 23, 59), 'Mon 23:59'],
    ['six days ago', at(2026, 11, 18, 8, 5), 'Wed 08:05'],
    ['a week ago, when the weekday would mean today', at(2026, 11, 17, 14, 2), '17 Nov 14:02'],
    ['last year', at(2025, 12, 31, 14, 2), '31 Dec 2025 14:02'],
    ['later than now, after the clock was set back', at(2026, 11, 26, 14, 2), '26 Nov 14:02'],
  ])('formats %s', (_, then, expected) => {
    expect(rowTime(then, now)).toBe(expected);
  });
});

describe('exactTime', () => {
  it('includes milliseconds and the offset from UTC', () => {
    expect(exactTime(at(2026, 11, 3, 14, 2, 11, 48))).toMatch(/^Tue,? 3 Nov 2026,? (at )?14:02:11\.048 (GMT|UTC)/);
  });
});

describe('durationText', () => {
  it.each([
    [0, '0 ms'],
    [184, '184 ms'],
    [999, '999 ms'],
    [1000, '1.0 s'],
    [30_040, '30.0 s'],
    [59_960, '1 min 0 s'],
    [125_000, '2 min 5 s'],
  ])('formats %i ms', (ms, expected) => {
    expect(durationText(ms)).toBe(expected);
  });
});

it('formats a moment so that it stays correct however late it is read', () => {
  expect(momentTime(new Date(2026, 10, 4, 14, 2, 11).getTime())).toBe('4 Nov 2026, 14:02:11');
});
