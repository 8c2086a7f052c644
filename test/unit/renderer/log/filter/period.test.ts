import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import {
  customPeriod,
  periodName,
  periods,
  readDay,
  startOfDay,
  writeDay,
  type PeriodName,
} from '../../../../../renderer/log/filter/period.ts';

const useZone = (zone: string) => vi.stubEnv('TZ', zone);
beforeEach(() => void useZone('Europe/Berlin'));
afterEach(() => vi.unstubAllEnvs());

const at = (text: string) => new Date(text).getTime();
const period = (name: PeriodName, now: number) => {
  const { from, to } = periods.find((one) => one.name === name)?.at(now) ?? { from: 0, to: 0 };
  return [new Date(from).toISOString(), new Date(to).toISOString()];
};

describe('on a Tuesday in November, in Berlin', () => {
  const now = at('2026-11-24T14:02:11+01:00');
  it.each<[PeriodName, string, string]>([
    ['Today', '2026-11-23T23:00:00.000Z', '2026-11-24T23:00:00.000Z'],
    ['Yesterday', '2026-11-22T23:00:00.000Z', '2026-11-23T23:00:00.000Z'],
    ['Last 7 days', '2026-11-17T23:00:00.000Z', '2026-11-24T23:00:00.000Z'],
    // Summer time ended in between.
    ['Last 30 days', '2026-10-25T23:00:00.000Z', '2026-11-24T23:00:00.000Z'],
    ['This month', '2026-10-31T23:00:00.000Z', '2026-11-30T23:00:00.000Z'],
    ['Last month', '2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z'],
  ])('%s', (name, from, to) => {
    expect(period(name, now)).toEqual([from, to]);
    expect(periodName({ from: at(from), to: at(to) }, now)).toBe(name);
  });

  it('gives no name to any other period', () => {
    expect(periodName({ from: null, to: null }, now)).toBeNull();
    expect(periodName({ from: startOfDay(now), to: null }, now)).toBeNull();
  });
});

test('the day on which the clock changes is one day of 25 or 23 hours', () => {
  const hours = (now: string) => {
    const [from = '', to = ''] = period('Today', at(now));
    return (at(to) - at(from)) / 3_600_000;
  };
  expect(hours('2026-10-25T12:00:00+01:00')).toBe(25);
  expect(hours('2026-03-29T12:00:00+02:00')).toBe(23);
});

test('a day without a midnight begins at its first moment', () => {
  useZone('America/Santiago');
  // There the clock is set from 24:00 on 5 September to 1:00.
  expect(new Date(startOfDay(at('2026-09-06T12:00:00-03:00'))).toISOString()).toBe('2026-09-06T04:00:00.000Z');
  expect(writeDay(readDay('2026-09-06'))).toBe('2026-09-06');
});

test('months of different length, and the turn of the year', () => {
  expect(period('Last month', at('2026-03-31T10:00:00+02:00'))).toEqual(['2026-01-31T23:00:00.000Z', '2026-02-28T23:00:00.000Z']);
  expect(period('Last month', at('2027-01-01T00:00:00+01:00'))).toEqual(['2026-11-30T23:00:00.000Z', '2026-12-31T23:00:00.000Z']);
});

test.each(['2026-11-24', '2024-02-29', '0001-01-01', '0099-12-31', '9999-12-31'])(
  'the day %s stays the same through a date input',
  (day) => {
    expect(writeDay(readDay(day))).toBe(day);
  },
);

test.each(['', 'x', '24.11.2026', '2026-11', '999999-01-01'])('%j is not a day', (text) => {
  expect(readDay(text)).toBeNull();
});

test('custom dates include both days, may be empty, and must be in order', () => {
  expect(customPeriod('2026-11-24', '2026-11-24')).toEqual({
    period: { from: at('2026-11-24T00:00:00+01:00'), to: at('2026-11-25T00:00:00+01:00') },
    error: '',
  });
  expect(customPeriod('', '2026-11-24').period).toEqual({ from: null, to: at('2026-11-25T00:00:00+01:00') });
  expect(customPeriod('2026-11-24', '').period).toEqual({ from: at('2026-11-24T00:00:00+01:00'), to: null });
  expect(customPeriod('', '')).toEqual({ period: { from: null, to: null }, error: '' });
  expect(customPeriod('2026-11-25', '2026-11-24').error).toBe('The last day is before the first one.');
});
