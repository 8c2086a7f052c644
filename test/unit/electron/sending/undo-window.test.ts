import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { undoWindow } from '../../../../electron/sending/undo-window.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A press that waits, and what has come of it so far. */
function waiting(ms: number, before: { cancelled?: boolean; hurried?: boolean } = {}) {
  const [stop, hurry] = [new AbortController(), new AbortController()];
  if (before.cancelled === true) stop.abort();
  if (before.hurried === true) hurry.abort();
  const ends: string[] = [];
  void undoWindow(ms, { signal: stop.signal, hurried: hurry.signal }).then((end) => ends.push(end));
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
    [{ hurried: true }, 'over'],
    // Of both the one that sends nothing counts.
    [{ cancelled: true, hurried: true }, 'undone'],
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

  test('leaves nobody listening', async () => {
    const signals = [new AbortController().signal, new AbortController().signal] as const;
    const listening = signals.map((signal) => {
      const [add, remove] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')];
      return () => add.mock.calls.length - remove.mock.calls.length;
    });
    const end = undoWindow(1000, { signal: signals[0], hurried: signals[1] });
    expect(listening.map((count) => count())).toEqual([1, 1]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await end).toBe('over');
    expect(listening.map((count) => count())).toEqual([0, 0]);
  });
});
