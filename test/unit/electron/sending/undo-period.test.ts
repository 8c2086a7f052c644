import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { undoPeriod } from '../../../../electron/sending/undo-period.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A press that waits, and what has come of it so far. */
function waiting(ms: number, before: { cancelled?: boolean; undoSkipped?: boolean } = {}) {
  const [stop, hurry] = [new AbortController(), new AbortController()];
  if (before.cancelled === true) stop.abort();
  if (before.undoSkipped === true) hurry.abort();
  const ends: string[] = [];
  void undoPeriod(ms, { signal: stop.signal, undoSkipped: hurry.signal }).then((end) => ends.push(end));
  const after = async (step: number): Promise<readonly string[]> => {
    await vi.advanceTimersByTimeAsync(step);
    return ends;
  };
  return { stop, hurry, after };
}

describe('the undo period', () => {
  test('is over when its time has passed, and not before', async () => {
    const { after } = waiting(5000);
    expect(await after(4999)).toEqual([]);
    expect(await after(1)).toEqual(['over']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    ['cancel undoes it', 'stop', 'undone'],
    ['"Send now" ends it', 'hurry', 'over'],
  ] as const)('%s at once, and nothing goes on ticking', async (_, which, end) => {
    const waits = waiting(5000);
    expect(await waits.after(1000)).toEqual([]);
    waits[which].abort();
    expect(await waits.after(0)).toEqual([end]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    [{ cancelled: true }, 'undone'],
    [{ undoSkipped: true }, 'over'],
    // Of both the one that sends nothing counts.
    [{ cancelled: true, undoSkipped: true }, 'undone'],
  ])('of what was %o before it began is over at once', async (before, end) => {
    const { after } = waiting(5000, before);
    expect(await after(0)).toEqual([end]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([0, -1])('of %i ms is none: it is over before any timer', async (ms) => {
    waiting(ms);
    expect(vi.getTimerCount()).toBe(0);
    expect(await waiting(ms).after(0)).toEqual(['over']);
  });

  test('a cancel after its end changes nothing', async () => {
    const { stop, after } = waiting(1000);
    expect(await after(1000)).toEqual(['over']);
    stop.abort();
    expect(await after(1000)).toEqual(['over']);
  });

  test.each([
    ['time', 'over'],
    ['cancel', 'undone'],
    ['"Send now"', 'over'],
  ] as const)('leaves nobody listening when it ends by %s', async (by, expected) => {
    const [stop, hurry] = [new AbortController(), new AbortController()];
    const listeners = () => [stop, hurry].map(({ signal }) => getEventListeners(signal, 'abort').length);
    const end = undoPeriod(1000, { signal: stop.signal, undoSkipped: hurry.signal });
    expect(listeners()).toEqual([1, 1]);
    if (by === 'cancel') stop.abort();
    if (by === '"Send now"') hurry.abort();
    await vi.advanceTimersByTimeAsync(1000);
    expect(await end).toBe(expected);
    expect(listeners()).toEqual([0, 0]);
  });
});
