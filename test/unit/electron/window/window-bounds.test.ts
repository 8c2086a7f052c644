import { describe, expect, test } from 'vitest';
import { Seeded } from '../../../bench/seeded.ts';
import { boundsOnScreen, refitted, smallestOn, smallestSize, usualSize } from '../../../../electron/window/window-bounds.ts';

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
  expect(refitted(bounds, screens)).toBeNull();
});

test.each([
  ['never moved', null],
  ['on a screen that is gone', { x: 4000, y: 0, width: 900, height: 600 }],
  ['above all screens', { x: 0, y: -700, width: 900, height: 600 }],
  ['below all screens', { x: 0, y: 1070, width: 900, height: 600 }],
  ['with a sliver on screen', { x: -860, y: 0, width: 900, height: 600 }],
])('a window %s opens in the default size', (_, bounds) => {
  expect(boundsOnScreen(bounds, screens)).toEqual(usualSize);
});

describe('on a screen of 1024 × 600 with a panel of 32 pixels', () => {
  const small = [{ x: 0, y: 32, width: 1024, height: 568 }];

  test('the first window is as large as possible', () => {
    expect(boundsOnScreen(null, small)).toEqual({ width: 1024, height: 568 });
  });

  test.each([
    ['larger than the screen', { x: 0, y: 32, width: 1280, height: 800 }, { x: 0, y: 32, width: 1024, height: 568 }],
    ['over its edges', { x: 600, y: 300, width: 720, height: 520 }, { x: 304, y: 80, width: 720, height: 520 }],
    ['to the left of it', { x: -300, y: 40, width: 720, height: 520 }, { x: 0, y: 40, width: 720, height: 520 }],
  ])('a window %s is moved into it', (_, kept, bounds) => {
    expect(boundsOnScreen(kept, small)).toEqual(bounds);
    expect(refitted(kept, small)).toEqual(bounds);
  });

  test('the smallest window is no larger than a screen', () => {
    expect(smallestOn([...screens, ...small])).toEqual({ width: 720, height: 520 });
    expect(smallestOn([{ width: 640, height: 360 }])).toEqual({ width: 640, height: 360 });
    expect(smallestOn([{ width: 640, height: 900 }, ...screens, { width: 1400, height: 430 }])).toEqual({ width: 640, height: 430 });
  });
});

test.each([
  ['wider and higher than its screen', { x: 100, y: 100, width: 9000, height: 9000 }, { x: 0, y: 0, width: 1920, height: 1080 }],
  ['huge, over all screens', { x: -1e9, y: 0, width: 1e12, height: 1e12 }, { x: 0, y: 0, width: 1920, height: 1080 }],
  ['partly beside its screen', { x: 2500, y: 500, width: 900, height: 600 }, { x: 2300, y: 424, width: 900, height: 600 }],
  ['partly left of it', { x: -500, y: 10, width: 900, height: 600 }, { x: 0, y: 10, width: 900, height: 600 }],
  ['with fractions', { x: 10.4, y: 20.6, width: 900.5, height: 600.2 }, { x: 10, y: 21, width: 901, height: 600 }],
  ['smaller than it can be', { x: 10, y: 20, width: 90, height: 0.5 }, { x: 10, y: 20, ...smallestSize }],
])('a window %s is moved onto a screen', (_, bounds, onScreen) => {
  expect(boundsOnScreen(bounds, screens)).toEqual(onScreen);
});

test.each([NaN, Infinity, -Infinity])('a bound that is %d is ignored', (number) => {
  for (const bound of ['x', 'y', 'width', 'height'])
    expect(boundsOnScreen({ x: 10, y: 10, width: 900, height: 600, [bound]: number }, screens)).toEqual(usualSize);
});

test('neither the default nor the smallest size is larger than a small screen', () => {
  const small = { x: 0, y: 27, width: 640, height: 453 };
  expect(boundsOnScreen(null, [small])).toEqual({ width: 640, height: 453 });
  expect(smallestOn([small])).toEqual({ width: 640, height: 453 });
  expect(smallestOn(screens)).toEqual(smallestSize);
  expect(boundsOnScreen({ x: 0, y: 27, width: 720, height: 520 }, [small])).toEqual(small);
});

test('whatever the file contains, a window is within the screens, on whole pixels', () => {
  const random = new Seeded(18);
  const number = (): number => {
    const size = 10 ** random.whole(0, 9);
    return random.whole(-size, size) + (random.chance(0.3) ? 0.5 : 0);
  };
  for (let n = 0; n < 3000; n += 1) {
    const kept = { x: number(), y: number(), width: number(), height: number() };
    const { x = 0, y = 0, width = 0, height = 0 } = boundsOnScreen(kept, screens);
    expect([x, y, width, height].every(Number.isInteger), JSON.stringify(kept)).toBe(true);
    const inside = (one: { x: number; y: number; width: number; height: number }) =>
      x >= one.x && x + width <= one.x + one.width && y >= one.y && y + height <= one.y + one.height;
    const across = y >= 0 && y + height <= 1024 && x >= 0 && x + width <= 3200;
    expect(screens.some(inside) || across, JSON.stringify([kept, { x, y, width, height }])).toBe(true);
  }
});
