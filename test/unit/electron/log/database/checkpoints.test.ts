import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Checkpoints } from '../../../../../electron/log/database/checkpoints.ts';

describe('checkpoints run', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function setUp(results: boolean[] = []) {
    const calls: boolean[] = [];
    const checkpoints = new Checkpoints((empty) => {
      calls.push(empty);
      return results.shift() ?? true;
    });
    return { calls, checkpoints };
  }

  test('a second after the last write, once', () => {
    const { calls, checkpoints } = setUp();
    checkpoints.written();
    vi.advanceTimersByTime(700);
    checkpoints.written();
    vi.advanceTimersByTime(999);
    expect(calls).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(calls).toEqual([true]);
    vi.advanceTimersByTime(60_000);
    expect(calls).toEqual([true]);
  });

  test('at least every five seconds while writes go on', () => {
    const { calls, checkpoints } = setUp();
    for (let n = 0; n < 100; n += 1) {
      checkpoints.written();
      vi.advanceTimersByTime(200);
    }
    expect(calls.length).toBeGreaterThanOrEqual(3);
  });

  test('again and again while a reader prevents them', () => {
    const { calls, checkpoints } = setUp([false, false]);
    checkpoints.written();
    vi.advanceTimersByTime(10_000);
    expect(calls).toEqual([true, true, true]);
  });

  test('in small parts while much is written in steps, and completely once that ends', () => {
    const { calls, checkpoints } = setUp();
    for (let n = 0; n < 30; n += 1) checkpoints.step();
    expect(calls).toEqual([false, false]);
    vi.advanceTimersByTime(1000);
    expect(calls).toEqual([false, false, true]);
  });

  test('no longer once the log is closed', () => {
    const { calls, checkpoints } = setUp();
    checkpoints.written();
    checkpoints.close();
    vi.advanceTimersByTime(10_000);
    expect(calls).toEqual([]);
  });
});
