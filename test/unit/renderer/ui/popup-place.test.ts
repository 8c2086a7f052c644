import { expect, it } from 'vitest';
import { placeIn } from '../../../../renderer/ui/popup-place.ts';

it.each([
  ['below, where all of it has room', { above: 500, below: 400 }, { up: false, height: 248 }],
  ['below, lower, where there is still more room than above', { above: 200, below: 300 }, { up: false, height: 196 }],
  ['above, where there is more room', { above: 400, below: 200 }, { up: true, height: 248 }],
  ['above, lower', { above: 300, below: 200 }, { up: true, height: 196 }],
  ['with three names at least', { above: 60, below: 120 }, { up: false, height: 90 }],
])('a list opens %s', (_, room, place) => {
  expect(placeIn(room)).toEqual(place);
});
