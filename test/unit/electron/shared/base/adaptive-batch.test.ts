import { expect, test } from 'vitest';
import { AdaptiveBatch } from '../../../../../electron/shared/base/adaptive-batch.ts';

const after = (...steps: readonly ((size: number) => number)[]): number => {
  const pace = new AdaptiveBatch(4);
  for (const ms of steps) pace.took(ms(pace.size));
  return pace.size;
};

test('a step grows until it fits the time, at most twofold at once', () => {
  expect(after((size) => size / 100)).toBe(40);
  expect(after(...Array.from({ length: 9 }, () => (size: number) => size / 50))).toBe(200);
});

test('a step that was too long shortens the next one as needed, but not too much for progress', () => {
  const slow = (size: number) => size / 10;
  expect(
    after(
      (size) => size / 100,
      (size) => size / 100,
      slow,
    ),
  ).toBe(40);
  expect(
    after(
      () => 1000,
      () => 1000,
    ),
  ).toBe(20);
});

test('adapts to a failed step as well', () => {
  const pace = new AdaptiveBatch(4);
  expect(() =>
    pace.run(() => {
      throw new Error('full');
    }),
  ).toThrow('full');
  expect(pace.size).toBe(40);
});
