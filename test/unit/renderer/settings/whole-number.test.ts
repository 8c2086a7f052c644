import { expect, it } from 'vitest';
import { readWholeNumber, wholeNumberText } from '../../../../renderer/settings/whole-number.ts';

const bounds = { min: 5, max: 300 };

it.each([
  ['30', 30],
  [' 5 ', 5],
  ['300', 300],
  ['4', null],
  ['301', null],
  ['9999999999', null],
  ['', null],
  ['-1', null],
  ['2.5', null],
  ['1e2', null],
  ['thirty', null],
])('reads %j as %o', (typed, seconds) => {
  expect(readWholeNumber(typed, bounds)).toBe(seconds);
});

it('describes the valid values', () => {
  expect(wholeNumberText('days', { min: 0, max: 36_500 })).toBe('Type a whole number of days from 0 to 36500.');
});
