import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { undoPeriod } from '../../../../electron/sending/undo-period.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A press in its undo period; `after` returns how it has ended, if it has. */
function waiting(ms: number, before: { cancelled?: boolean; undoSkipped?: boolean } = {}) {
  const [stop, skip] = [new AbortController(), new AbortController()];
  if (before.cancelled === true) stop.abort();
  if (before.undoSkipped === true) skip.abort();
  const ends: string[] = [];
  void undoPeriod(ms, { signal: stop.signal, undoSkipped: skip.signal }).then((end) => ends.push(end));
  const after = async (step: number): Promise<readonly string[]> => {
    await vi.advanceTimersByTimeAsync(step);
    return ends;
  };
  return { stop, skip, after };
}

describe('the undo period', () => {
  test('ends when its time has passed, and not before', async () => {
    const { after } = waiting(5000);
    expect(await after(4999)).toEqual([]);
    expect(await after(1)).toEqual(['over']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    ['cancel undoes it', 'stop', 'undone'],
    ['"Send now" ends it', 'skip', 'over'],
  ] as const)('%s at once, and leaves no timer', async (_, which, end) => {
    const waits = waiting(5000);
    expect(await waits.after(1000)).toEqual([]);
    waits[which].abort();
    expect(await waits.after(0)).toEqual([end]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    [{ cancelled: true }, 'undone'],
    [{ undoSkipped: true }, 'over'],
    // A cancel wins, because it sends nothing.
    [{ cancelled: true, undoSkipped: true }, 'undone'],
  ])('that was %o before it began ends at once', async (before, end) => {
    const { after } = waiting(5000, before);
    expect(await after(0)).toEqual([end]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([0, -1])('of %i ms ends without a timer', async (ms) => {
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
  ] as const)('leaves no listener when it ends by %s', async (by, expected) => {
    const [stop, skip] = [new AbortController(), new AbortController()];
    const listeners = () => [stop, skip].map(({ signal }) => getEventListeners(signal, 'abort').length);
    const end = undoPeriod(1000, { signal: stop.signal, undoSkipped: skip.signal });
    expect(listeners()).toEqual([1, 1]);
    if (by === 'cancel') stop.abort();
    if (by === '"Send now"') skip.abort();
    await vi.advanceTimersByTimeAsync(1000);
    expect(await end).toBe(expected);
    expect(listeners()).toEqual([0, 0]);
  });
});
