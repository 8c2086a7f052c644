import { expect, test } from 'vitest';
import { scrollStep } from '../../../../renderer/ui/scrolling.ts';

test.each([
  ['ArrowDown', 300, 40],
  ['ArrowUp', 300, -40],
  ['PageDown', 300, 260],
  ['PageUp', 300, -260],
  ['PageDown', 50, 40],
  ['Home', 300, -Infinity],
  ['End', 300, Infinity],
  ['Enter', 300, null],
  ['toString', 300, null],
])('%s in a box of %i pixels scrolls %d', (key, height, by) => {
  expect(scrollStep(key, height)).toBe(by);
});
