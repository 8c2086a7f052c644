import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TimeLimit } from '../../../../electron/whatcounts/time-limit.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('ends when its time is over, and says that it was the time', () => {
  const limit = new TimeLimit(100, new AbortController().signal);
  vi.advanceTimersByTime(99);
  expect(limit.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect([limit.signal.aborted, limit.isOver]).toEqual([true, true]);
});

test('ends with what is around it, which is not the time', () => {
  const outer = new AbortController();
  const limit = new TimeLimit(100, outer.signal);
  outer.abort();
  expect([limit.signal.aborted, limit.isOver]).toEqual([true, false]);
});

test('something that has stopped already stops it at once', () => {
  const limit = new TimeLimit(100, AbortSignal.abort());
  expect([limit.signal.aborted, limit.isOver]).toEqual([true, false]);
});

test('after its end nothing aborts it', () => {
  const outer = new AbortController();
  const limit = new TimeLimit(100, outer.signal);
  limit.end();
  outer.abort();
  vi.advanceTimersByTime(200);
  expect([limit.signal.aborted, limit.isOver]).toEqual([false, false]);
});
