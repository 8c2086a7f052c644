import { expect, test } from 'vitest';
import { forecastText, removesNothing } from '../../../../renderer/settings/retention-text.ts';

test.each([
  [{ entries: 1, bodies: 0 }, 'The limits then remove about 1 send from the log, the oldest first.'],
  [{ entries: 0, bodies: 1 }, 'The limits then remove the response body of 1 send, the oldest first. The sends and their outcomes stay.'],
  [
    { entries: 1200, bodies: 30 },
    'The limits then remove about 1,200 sends from the log, the oldest first, and the response bodies of 30 sends.',
  ],
])('describes %j', (forecast, expected) => {
  expect(forecastText(forecast)).toBe(expected);
});

test('only a change that removes nothing needs no confirmation', () => {
  expect(
    [
      { entries: 0, bodies: 0 },
      { entries: 1, bodies: 0 },
      { entries: 0, bodies: 1 },
    ].map(removesNothing),
  ).toEqual([true, false, false]);
});
