import { expect, test, vi } from 'vitest';
import { createDisposer } from '../../../../electron/app/disposables.ts';

test('closes all in the order of the list, once', () => {
  const closed: string[] = [];
  const close = createDisposer(
    ['first', 'second'].map((name) => () => closed.push(name)),
    vi.fn(),
  );
  close();
  close();
  expect(closed).toEqual(['first', 'second']);
});

test('reports one that fails, and closes the others', () => {
  const error = new Error('held');
  const failed = vi.fn();
  const last = vi.fn();
  const close = createDisposer(
    [
      () => {
        throw error;
      },
      last,
    ],
    failed,
  );
  close();
  expect(failed.mock.calls).toEqual([[error]]);
  expect(last).toHaveBeenCalledOnce();
});
