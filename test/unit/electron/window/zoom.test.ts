import { describe, expect, test } from 'vitest';
import { zoomedTo } from '../../../../electron/window/zoom.ts';

describe('steps of the zoom', () => {
  test('go from 100 % to 400 % and back', () => {
    const up = [1];
    for (let n = 0; n < 10; n++) up.push(zoomedTo(up.at(-1) ?? 1, 'in'));
    expect(up).toEqual([1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 4, 4]);
    const down = [4];
    for (let n = 0; n < 14; n++) down.push(zoomedTo(down.at(-1) ?? 1, 'out'));
    expect(down).toEqual([4, 3, 2.5, 2, 1.75, 1.5, 1.25, 1.1, 1, 0.9, 0.8, 0.75, 0.67, 0.5, 0.5]);
  });

  test.each([
    [1.2, 'in', 1.25],
    [1.2, 'out', 1.1],
    [1.249_999_9, 'in', 1.5],
    [1.250_000_1, 'out', 1.1],
    [7, 'out', 4],
    [7, 'in', 4],
    [0.2, 'in', 0.5],
    [0.2, 'out', 0.5],
    [2.2, 'reset', 1],
  ] as const)('from %d, %s: %d', (from, change, to) => {
    expect(zoomedTo(from, change)).toBe(to);
  });
});
