import { expect, it } from 'vitest';
import { countText } from '../../../../renderer/text/entry-labels.ts';

it.each([
  [0, false, ''],
  [0, true, 'No sends found'],
  [1, false, '1 send'],
  [12_480, false, '12,480 sends'],
  [1, true, '1 send found'],
])('describes %i rows (filtered: %s)', (total, filtered, expected) => {
  expect(countText(total, filtered)).toBe(expected);
});
