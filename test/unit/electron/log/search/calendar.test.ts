import { afterEach, describe, expect, test, vi } from 'vitest';
import { startOf, startsBetween, maxBars, nextStart, unitFor } from '../../../../../electron/log/search/calendar.ts';

const hour = 3_600_000;
const day = 24 * hour;
const local = (...message: [number, number, number?, number?, number?]): number => new Date(...message).getTime();

afterEach(() => {
  vi.unstubAllEnvs();
});

describe.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe'])('in %s', (zone) => {
  test('units begin as in the calendar, and have no gaps', () => {
    vi.stubEnv('TZ', zone);
    const at = local(2026, 9, 25, 13, 42);
    expect(startOf('hour', at)).toBe(local(2026, 9, 25, 13));
    expect(startOf('day', at)).toBe(local(2026, 9, 25));
    // A Sunday: its week began on Monday the 19th.
    expect(startOf('week', at)).toBe(local(2026, 9, 19));
    expect(startOf('month', at)).toBe(local(2026, 9, 1));
    for (const unit of ['day', 'week', 'month'] as const) {
      const edges = startsBetween(unit, local(2026, 0, 15), local(2026, 11, 15));
      expect(edges.map((edge) => startOf(unit, edge))).toEqual(edges);
      expect(edges.every((edge) => new Date(edge).getHours() === 0)).toBe(true);
      expect(edges[0]).toBeLessThanOrEqual(local(2026, 0, 15));
      expect(edges.at(-1)).toBeGreaterThan(local(2026, 11, 15));
    }
  });
});

test('a day with a clock change is one day', () => {
  vi.stubEnv('TZ', 'Europe/Berlin');
  expect(nextStart('day', local(2026, 2, 29)) - local(2026, 2, 29)).toBe(23 * hour);
  expect(nextStart('day', local(2026, 9, 25)) - local(2026, 9, 25)).toBe(25 * hour);
});

test('the unit is the finest that fits', () => {
  const from = local(2026, 5, 1);
  expect([0, 4 * day, 7 * day, 100 * day, 300 * day, 900 * day, 2000 * day].map((span) => unitFor(from, from + span))).toEqual([
    'hour',
    'hour',
    'day',
    'day',
    'week',
    'week',
    'month',
  ]);
  for (const span of [1, 140 * hour, 148 * hour, 140 * day, 1000 * day]) {
    expect(startsBetween(unitFor(from, from + span), from, from + span).length - 1).toBeLessThanOrEqual(maxBars);
  }
});

test('a clock that was wrong by centuries gives a limited number of units', () => {
  expect(startsBetween('month', 0, 8e15).length).toBeLessThanOrEqual(5000);
});
