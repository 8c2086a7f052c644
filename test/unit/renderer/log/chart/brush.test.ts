import { expect, test } from 'vitest';
import { Brush } from '../../../../../renderer/log/chart/brush.svelte.ts';

test('keys move between the bars and stop at the ends', () => {
  const brush = new Brush();
  brush.reset(3);
  expect([brush.active, brush.range]).toEqual([2, null]);
  expect(brush.indexForKey('ArrowRight', 3)).toBe(2);
  expect(brush.indexForKey('ArrowLeft', 3)).toBe(1);
  expect(brush.indexForKey('Home', 3)).toBe(0);
  expect(brush.indexForKey('Enter', 3)).toBeNull();
});

test('a selection starts at the active bar, extends both ways, and ends with a move without Shift', () => {
  const brush = new Brush();
  brush.move(5, false);
  brush.move(6, true);
  brush.move(7, true);
  expect(brush.range).toEqual([5, 7]);
  brush.move(3, true);
  expect(brush.range).toEqual([3, 5]);
  expect([2, 3, 4, 5, 6].map((index) => brush.covers(index))).toEqual([false, true, true, true, false]);
  brush.move(4, false);
  expect([brush.range, brush.covers(4)]).toEqual([null, false]);
});
