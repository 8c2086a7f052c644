import { describe, expect, it, test } from 'vitest';
import { noFilter, type OutcomeCounts, type ActivityBar } from '../../../../../electron/shared/ipc/contract.ts';
import {
  bands,
  barAt,
  baselineOf,
  pathsOf,
  peakOf,
  periodOf,
  segmentsOf,
  slotWidth,
  ticksOf,
  type Band,
} from '../../../../../renderer/log/chart/chart-shape.ts';
import { barName, barTime, countsText, shortNumber, tickText } from '../../../../../renderer/log/chart/chart-text.ts';

const none: OutcomeCounts = { sending: 0, accepted: 0, rejected: 0, 'not sent': 0, unknown: 0 };
const local = (day: number, hour = 0, month = 11, year = 2026) => new Date(year, month - 1, day, hour).getTime();
const now = local(24, 14);
const bar = (from: number, to: number, counts: Partial<OutcomeCounts> = {}): ActivityBar => ({ from, to, counts: { ...none, ...counts } });
const days = (many: number): ActivityBar[] => Array.from({ length: many }, (_, n) => bar(local(1 + n), local(2 + n), { accepted: n }));
const hours = (many: number, first = 0): ActivityBar[] =>
  Array.from({ length: many }, (_, n) => bar(local(1, first + n), local(1, first + n + 1)));

describe('the name of a bar', () => {
  const counts = { accepted: 38, rejected: 2, unknown: 1 };
  it.each([
    ['day', bar(local(24), local(25), counts), 'Tue 24 Nov: 41 sends, 38 accepted, 2 rejected, 1 unknown'],
    ['day', bar(local(24, 0, 11, 2025), local(25, 0, 11, 2025), { accepted: 1 }), 'Mon 24 Nov 2025: 1 send, 1 accepted'],
    [
      'hour',
      bar(local(24, 23), local(25), { 'not sent': 1200, sending: 1 }),
      'Tue 24 Nov, 23:00–00:00: 1,201 sends, 1,200 not sent, 1 sending',
    ],
    ['week', bar(local(23), local(30)), 'Week of 23 Nov: no sends'],
    ['month', bar(local(1), local(1, 0, 12)), 'Nov 2026: no sends'],
  ] as const)('for a %s', (unit, one, name) => {
    expect(barName(one, unit, now)).toBe(name);
  });

  it('leaves out outcomes that did not occur', () => {
    expect(countsText(none)).toBe('no sends');
    expect(barTime(bar(local(1), local(2)), 'day', now)).toBe('Sun 1 Nov');
  });
});

test('the label below a bar', () => {
  expect(tickText(bar(local(24, 6), local(24, 7)), 'hour', now)).toBe('06:00');
  expect(tickText(bar(local(24), local(24, 1)), 'hour', now)).toBe('24 Nov');
  expect(tickText(bar(local(23), local(30)), 'week', now)).toBe('23 Nov');
  expect(tickText(bar(local(1), local(1, 0, 12)), 'month', now)).toBe('Nov 2026');
  expect([shortNumber(41), shortNumber(12_480)]).toEqual(['41', '12.5K']);
});

describe('a bar', () => {
  const [sent, failed] = bands as [Band, Band];

  it('has its failures on their own baseline and scale, below the accepted sends', () => {
    const counts = { ...none, accepted: 10_000, rejected: 3, unknown: 1 };
    expect(segmentsOf(counts, 10_000, sent)).toEqual([{ state: 'accepted', top: sent.top, height: sent.height }]);
    const segments = segmentsOf(counts, 4, failed);
    expect(segments).toEqual([
      { state: 'rejected', top: baselineOf(failed) - failed.height * 0.75, height: failed.height * 0.75 },
      { state: 'unknown', top: failed.top, height: failed.height / 4 },
    ]);
    expect(failed.top).toBeGreaterThan(baselineOf(sent));
  });

  it('shows every outcome in one of the bands', () => {
    expect(bands.flatMap(({ states }) => states).sort()).toEqual(Object.keys(none).sort());
  });

  it('shows a single unknown send beside ten thousand other failures, and stays within its band', () => {
    const segments = segmentsOf({ ...none, rejected: 10_000, 'not sent': 1, unknown: 1 }, 10_002, failed);
    expect(segments.map(({ state }) => state)).toEqual(['not sent', 'rejected', 'unknown']);
    for (const { height } of segments) expect(height).toBeGreaterThanOrEqual(2);
    expect(Math.min(...segments.map(({ top }) => top))).toBeCloseTo(failed.top);
  });

  it('is empty if nothing was sent', () => {
    for (const band of bands) expect(segmentsOf(none, 0, band)).toEqual([]);
  });
});

test('the path of an outcome has a segment for every bar that has such sends', () => {
  const bars = [bar(0, 1, { accepted: 2 }), bar(1, 2), bar(2, 3, { accepted: 1, unknown: 1 })];
  const paths = pathsOf(bars, 60);
  expect([...paths.keys()].sort()).toEqual(['accepted', 'unknown']);
  expect(paths.get('accepted')).toBe('M0 4h18v30h-18zM40 19h18v15h-18z');
  expect(paths.get('unknown')).toBe('M40 40h18v16h-18z');
  expect(bands.map((band) => peakOf(bars, band))).toEqual([2, 1]);
});

test('bars share the width, and a few of them do not fill it', () => {
  expect([slotWidth(150, 900), slotWidth(3, 900), slotWidth(0, 900)]).toEqual([6, 40, 0]);
  expect([barAt(0, 150, 900), barAt(899, 150, 900), barAt(11.9, 150, 900)]).toEqual([0, 149, 1]);
  expect([barAt(-5, 150, 900), barAt(5000, 150, 900)]).toEqual([0, 149]);
});

describe('labels are placed', () => {
  const apart = (bars: readonly ActivityBar[], unit: 'hour' | 'day', width: number) => {
    const places = ticksOf(bars, unit, width).map((index) => index * slotWidth(bars.length, width));
    return { places, gaps: places.slice(1).map((place, index) => place - (places[index] ?? 0)) };
  };
  it.each([
    [1, 900],
    [30, 900],
    [150, 900],
    [150, 500],
  ])('below some of %i days on %i pixels, without overlapping', (many, width) => {
    const { places, gaps } = apart(days(many), 'day', width);
    expect(places[0]).toBe(0);
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(84);
    if (many > 1) expect(Math.max(...places) + 84).toBeLessThanOrEqual(width);
  });

  it('below round hours', () => {
    const shown = hours(48, 5);
    expect(ticksOf(shown, 'hour', 960).map((index) => new Date(shown[index]?.from ?? 0).getHours())).toEqual([6, 12, 18, 0, 6, 12, 18, 0]);
  });

  it('below the first hour if no round one is shown, and nowhere without bars', () => {
    expect(ticksOf(hours(1, 5), 'hour', 960)).toEqual([0]);
    expect(ticksOf([], 'hour', 960)).toEqual([]);
  });
});

describe('the period of some bars', () => {
  const bars = days(5);
  it('is from the first one to the end of the last one, in whichever order they were selected', () => {
    expect(periodOf(bars, 1, 3, noFilter)).toEqual({ from: local(2), to: local(5) });
    expect(periodOf(bars, 3, 1, noFilter)).toEqual({ from: local(2), to: local(5) });
    expect(periodOf(bars, 2, 2, noFilter)).toEqual({ from: local(3), to: local(4) });
  });

  it('stays within the period that is shown', () => {
    expect(periodOf(bars, 0, 4, { ...noFilter, from: local(1, 9), to: local(5, 17) })).toEqual({ from: local(1, 9), to: local(5, 17) });
  });

  it('is null without bars', () => {
    expect(periodOf([], 0, 0, noFilter)).toBeNull();
  });
});
