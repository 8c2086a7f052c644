import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetChangesOf } from '../../../../../electron/log/store/forget-changes.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function bench(message: number) {
  const asked: [number, string][] = [];
  let left = message;
  const forget = forgetChangesOf({
    forgetChanges: (seq, identity) => {
      asked.push([seq, identity]);
      left -= 1;
      return left > 0;
    },
  });
  return { asked, forget };
}

test('a few change rows are not deleted yet', () => {
  const { asked, forget } = bench(1);
  forget(499, 'log');
  vi.runAllTimers();
  expect(asked).toEqual([]);
});

test('many are deleted in parts, and then it waits for as many again', () => {
  const { asked, forget } = bench(3);
  forget(500, 'log');
  forget(600, 'log');
  vi.runAllTimers();
  expect(asked).toEqual([
    [500, 'log'],
    [500, 'log'],
    [500, 'log'],
  ]);
  forget(999, 'log');
  vi.runAllTimers();
  expect(asked).toHaveLength(3);
});

test('another log starts over', () => {
  const { asked, forget } = bench(1);
  forget(5000, 'log');
  vi.runAllTimers();
  forget(600, 'other');
  vi.runAllTimers();
  expect(asked).toEqual([
    [5000, 'log'],
    [600, 'other'],
  ]);
});
