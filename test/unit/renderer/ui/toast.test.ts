import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { toast, toasts } from '../../../../renderer/stores/toasts.svelte.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  for (const { id } of toasts.items) toasts.close(id);
  vi.useRealTimers();
});

test('a repeated text replaces the previous toast, and stays as long as a new one', () => {
  toast('No preset in slot 4.');
  const [first] = toasts.items;
  vi.advanceTimersByTime(5_000);
  toast('Saved.');
  toast('No preset in slot 4.');
  expect(toasts.items.map(({ text }) => text)).toEqual(['Saved.', 'No preset in slot 4.']);
  expect(toasts.items[1]?.id).not.toBe(first?.id);
  vi.advanceTimersByTime(5_000);
  expect(toasts.items).toHaveLength(2);
  vi.advanceTimersByTime(1_000);
  expect(toasts.items).toEqual([]);
});
