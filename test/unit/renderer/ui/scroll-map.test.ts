import { describe, expect, it } from 'vitest';
import { elementHeight, furthest, highest, isScaled, toList, toScroller } from '../../../../renderer/ui/scroll-map.ts';

const long = { content: 30_000_000, view: 600 };
const short = { content: 15_000_000, view: 600 };

it("doesn't scale a list that fits into an element", () => {
  expect([isScaled(short), elementHeight(short), toScroller(1234, short), toList(1234, short)]).toEqual([false, 15_000_000, 1234, 1234]);
});

it("never makes an element higher than the browser's limit", () => {
  expect(elementHeight({ content: 300_000_000, view: 600 })).toBe(highest);
});

it("can't scroll a list that fits into the view", () => {
  expect(furthest({ content: 90, view: 600 })).toBe(0);
});

describe('a list that is longer', () => {
  it('starts and ends where the scroller does', () => {
    expect([toList(0, long), toList(highest - 600, long)]).toEqual([0, furthest(long)]);
    expect([toScroller(0, long), toScroller(furthest(long), long)]).toEqual([0, highest - 600]);
  });

  it('is unscaled near both ends', () => {
    expect(toList(5_030, long) - toList(5_000, long)).toBe(30);
    const end = highest - 600;
    expect(toList(end - 5_000, long) - toList(end - 5_030, long)).toBe(30);
  });

  it.each([0, 30, 199_999, 200_001, 14_000_000, 29_799_000, 29_900_000, 29_999_400])('maps %i back to itself', (top) => {
    expect(toList(toScroller(top, long), long)).toBeCloseTo(top, 3);
  });

  it('never moves back while the scroller moves on', () => {
    const places = Array.from({ length: 1000 }, (_, index) => toList(index * 15_000, long));
    expect(places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0))).toBe(true);
  });
});
