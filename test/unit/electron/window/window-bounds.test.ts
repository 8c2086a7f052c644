import { expect, test } from 'vitest';
import { boundsOnScreen, usualSize } from '../../../../electron/window/window-bounds.ts';

const screens = [
  { x: 0, y: 0, width: 1920, height: 1080 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
];

test.each([
  ['on the first screen', { x: 100, y: 100, width: 900, height: 600 }],
  ['on the second', { x: 2000, y: 0, width: 900, height: 600 }],
  ['across both', { x: 1500, y: 10, width: 900, height: 600 }],
])('a window %s opens where it was', (_, bounds) => {
  expect(boundsOnScreen(bounds, screens)).toEqual(bounds);
});

test.each([
  ['never moved', null],
  ['on a screen that is gone', { x: 4000, y: 0, width: 900, height: 600 }],
  ['above all screens', { x: 0, y: -700, width: 900, height: 600 }],
  ['below all screens', { x: 0, y: 1070, width: 900, height: 600 }],
  ['with a sliver on screen', { x: -860, y: 0, width: 900, height: 600 }],
])('a window %s opens in the usual size', (_, bounds) => {
  expect(boundsOnScreen(bounds, screens)).toEqual(usualSize);
});
