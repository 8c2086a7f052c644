import { expect, it } from 'vitest';
import { readWholeNumber } from '../../../../renderer/settings/whole-number.ts';

it.each([
  ['30', 30],
  [' 5 ', 5],
  ['9999', 9999],
  ['', null],
  ['-1', null],
  ['2.5', null],
  ['1e2', null],
  ['thirty', null],
])('reads %j as %o', (typed, seconds) => {
  expect(readWholeNumber(typed)).toBe(seconds);
});
