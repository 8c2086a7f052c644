import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { changePruner } from '../../../../../electron/log/store/change-pruner.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp(message: number) {
  const calls: [number, string][] = [];
  let left = message;
  const forget = changePruner({
    forgetChanges: (seq, identity) => {
      calls.push([seq, identity]);
      left -= 1;
      return left > 0;
    },
  });
  return { calls, forget };
}

test('a few change rows are not deleted yet', () => {
  const { calls, forget } = setUp(1);
  forget(499, 'log');
  vi.runAllTimers();
  expect(calls).toEqual([]);
});

test('many are deleted in parts, and then it waits for as many again', () => {
  const { calls, forget } = setUp(3);
  forget(500, 'log');
  forget(600, 'log');
  vi.runAllTimers();
  expect(calls).toEqual([
    [500, 'log'],
    [500, 'log'],
    [500, 'log'],
  ]);
  forget(999, 'log');
  vi.runAllTimers();
  expect(calls).toHaveLength(3);
});

test('another log starts over', () => {
  const { calls, forget } = setUp(1);
  forget(5000, 'log');
  vi.runAllTimers();
  forget(600, 'other');
  vi.runAllTimers();
  expect(calls).toEqual([
    [5000, 'log'],
    [600, 'other'],
  ]);
});
