import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Checkpoints } from '../../../../../electron/log/database/checkpoints.ts';

describe('checkpoints run', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function bench(answers: boolean[] = []) {
    const asked: boolean[] = [];
    const checkpoints = new Checkpoints((empty) => {
      asked.push(empty);
      return answers.shift() ?? true;
    });
    return { asked, checkpoints };
  }

  test('a second after the last write, once', () => {
    const { asked, checkpoints } = bench();
    checkpoints.written();
    vi.advanceTimersByTime(700);
    checkpoints.written();
    vi.advanceTimersByTime(999);
    expect(asked).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(asked).toEqual([true]);
    vi.advanceTimersByTime(60_000);
    expect(asked).toEqual([true]);
  });

  test('at least every five seconds while writes go on', () => {
    const { asked, checkpoints } = bench();
    for (let n = 0; n < 100; n += 1) {
      checkpoints.written();
      vi.advanceTimersByTime(200);
    }
    expect(asked.length).toBeGreaterThanOrEqual(3);
  });

  test('again and again while a reader prevents them', () => {
    const { asked, checkpoints } = bench([false, false]);
    checkpoints.written();
    vi.advanceTimersByTime(10_000);
    expect(asked).toEqual([true, true, true]);
  });

  test('in small parts while much is written in steps, and completely once that ends', () => {
    const { asked, checkpoints } = bench();
    for (let n = 0; n < 30; n += 1) checkpoints.step();
    expect(asked).toEqual([false, false]);
    vi.advanceTimersByTime(1000);
    expect(asked).toEqual([false, false, true]);
  });

  test('no longer once the log is closed', () => {
    const { asked, checkpoints } = bench();
    checkpoints.written();
    checkpoints.close();
    vi.advanceTimersByTime(10_000);
    expect(asked).toEqual([]);
  });
});
