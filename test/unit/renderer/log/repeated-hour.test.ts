/** When clocks are set back, an hour occurs twice: every text with a time in it includes the offset, too. */
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** The functions as loaded on a computer in that time zone. */
async function inZone(zone: string) {
  vi.stubEnv('TZ', zone);
  vi.resetModules();
  const [times, periods, charts] = await Promise.all([
    import('../../../../renderer/text/time-text.ts'),
    import('../../../../renderer/log/filter/period.ts'),
    import('../../../../renderer/log/chart/chart-text.ts'),
  ]);
  return { ...times, ...periods, ...charts };
}

const now = Date.parse('2026-12-01T12:00:00Z');

test.each([
  ['Europe/Berlin', '2026-10-24T23:59:59Z', '25 Oct 01:59'],
  ['Europe/Berlin', '2026-10-25T00:00:00Z', '25 Oct 02:00 GMT+2'],
  ['Europe/Berlin', '2026-10-25T00:59:59Z', '25 Oct 02:59 GMT+2'],
  ['Europe/Berlin', '2026-10-25T01:00:00Z', '25 Oct 02:00 GMT+1'],
  ['Europe/Berlin', '2026-10-25T01:59:59Z', '25 Oct 02:59 GMT+1'],
  ['Europe/Berlin', '2026-10-25T02:00:00Z', '25 Oct 03:00'],
  // The hour skipped in spring doesn't make another one ambiguous.
  ['Europe/Berlin', '2026-03-29T00:30:00Z', '29 Mar 01:30'],
  ['Europe/Berlin', '2026-03-29T01:00:00Z', '29 Mar 03:00'],
  ['Europe/London', '2026-10-25T00:30:00Z', '25 Oct 01:30 GMT+1'],
  ['Europe/London', '2026-10-25T01:30:00Z', '25 Oct 01:30 GMT+0'],
  ['America/New_York', '2026-11-01T05:30:00Z', '1 Nov 01:30 GMT-4'],
  ['America/New_York', '2026-11-01T06:30:00Z', '1 Nov 01:30 GMT-5'],
  // Set back by half an hour.
  ['Australia/Lord_Howe', '2026-04-04T14:45:00Z', '5 Apr 01:45 GMT+11'],
  ['Australia/Lord_Howe', '2026-04-04T15:15:00Z', '5 Apr 01:45 GMT+10:30'],
  ['Australia/Lord_Howe', '2026-04-04T15:45:00Z', '5 Apr 02:15'],
  ['UTC', '2026-10-25T01:30:00Z', '25 Oct 01:30'],
  ['Asia/Tokyo', '2026-10-25T01:30:00Z', '25 Oct 10:30'],
])('in %s the row of %s shows %s', async (zone, at, expected) => {
  const { rowTime } = await inZone(zone);
  // The name of a zero offset differs between versions of ICU.
  expect(rowTime(Date.parse(at), now).replace(/GMT$/, 'GMT+0')).toBe(expected);
});

test('today, yesterday, times with seconds and full dates include the offset, too', async () => {
  const { rowTime, timeOfDay, momentTime, exactTime } = await inZone('Europe/Berlin');
  const [first, second] = [Date.parse('2026-10-25T00:30:11Z'), Date.parse('2026-10-25T01:30:11Z')];
  expect([first, second].map((at) => rowTime(at, second))).toEqual(['02:30 GMT+2', '02:30 GMT+1']);
  expect(rowTime(first, second + 86_400_000)).toBe('Sun 02:30 GMT+2');
  expect([first, second].map(timeOfDay)).toEqual(['02:30:11 GMT+2', '02:30:11 GMT+1']);
  expect(momentTime(second)).toBe('25 Oct 2026, 02:30:11 GMT+1');
  expect(exactTime(second)).toContain('GMT+1');
});

test('hourly bars and their periods include the offset, too', async () => {
  const { barTime, tickText, periodText } = await inZone('Europe/Berlin');
  const hour = 3_600_000;
  const from = Date.parse('2026-10-25T00:00:00Z');
  const bars = [from, from + hour].map((start) => ({
    from: start,
    to: start + hour,
    counts: { sending: 0, accepted: 1, rejected: 0, 'not sent': 0, unknown: 0 },
  }));
  expect(bars.map((bar) => barTime(bar, 'hour', now))).toEqual(['Sun 25 Oct, 02:00 GMT+2–02:00 GMT+1', 'Sun 25 Oct, 02:00 GMT+1–03:00']);
  expect(bars.map((bar) => tickText(bar, 'hour', now))).toEqual(['02:00 GMT+2', '02:00 GMT+1']);
  expect(bars.map((bar) => periodText(bar, now))).toEqual(['25 Oct 2026, 02:00 GMT+2 – 02:00 GMT+1', '25 Oct 2026, 02:00 GMT+1 – 03:00']);
});
