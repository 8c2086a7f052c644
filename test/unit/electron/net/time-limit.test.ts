import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TimeLimit } from '../../../../electron/net/time-limit.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

test('aborts at its time, and reports that it has run out', async () => {
  const limit = new TimeLimit(100, new AbortController().signal);
  vi.advanceTimersByTime(99);
  expect(limit.signal.aborted).toBe(false);
  expect(limit.hasRunOut).toBe(false);
  vi.advanceTimersByTime(1);
  // Input that has arrived by then is read first.
  expect([limit.signal.aborted, limit.isOver, limit.hasRunOut]).toEqual([false, false, true]);
  await once(limit.signal, 'abort');
  expect(limit.isOver).toBe(true);
});

test('has run out by the clock, even before its timer fires', () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
  const limit = new TimeLimit(100, new AbortController().signal);
  for (const [now, hasRunOut] of [
    [1099.9, false],
    [1100, true],
  ] as const) {
    clock.mockReturnValue(now);
    expect(limit.hasRunOut).toBe(hasRunOut);
  }
  clock.mockRestore();
  limit.end();
});

test('waits as long as input arrives without a pause', async () => {
  const limit = new TimeLimit(100, new AbortController().signal);
  let received = 0;
  limit.waitForInput(() => (received < 50 ? ++received : received));
  vi.advanceTimersByTime(100);
  await once(limit.signal, 'abort');
  expect(received).toBe(50);
});

test('aborts eventually if the input never pauses', async () => {
  const limit = new TimeLimit(100, new AbortController().signal);
  let received = 0;
  limit.waitForInput(() => ++received);
  vi.advanceTimersByTime(100);
  await once(limit.signal, 'abort');
  expect(limit.isOver).toBe(true);
});

test('does not abort if the work ended while its last input was read', async () => {
  const limit = new TimeLimit(100, new AbortController().signal);
  vi.advanceTimersByTime(100);
  limit.end();
  for (let turn = 0; turn < 10; turn++) await setImmediate();
  expect([limit.signal.aborted, limit.isOver]).toEqual([false, false]);
});

test('aborts with the outer signal, which does not count as running out', () => {
  const outer = new AbortController();
  const limit = new TimeLimit(100, outer.signal);
  outer.abort();
  expect([limit.signal.aborted, limit.isOver]).toEqual([true, false]);
});

test('aborts at once with an outer signal that is aborted already', () => {
  const limit = new TimeLimit(100, AbortSignal.abort());
  expect([limit.signal.aborted, limit.isOver]).toEqual([true, false]);
});

test('is never aborted after its end', () => {
  const outer = new AbortController();
  const limit = new TimeLimit(100, outer.signal);
  limit.end();
  outer.abort();
  vi.advanceTimersByTime(200);
  expect([limit.signal.aborted, limit.isOver]).toEqual([false, false]);
});
