import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualScroll, type Scroller } from '../../../../renderer/ui/virtual-scroll.svelte.ts';

/** Clamps its position, like an element. */
class FakeScroller implements Scroller {
  #top = 0;
  constructor(readonly furthest: number) {}
  get scrollTop(): number {
    return this.#top;
  }
  set scrollTop(top: number) {
    this.#top = Math.min(Math.max(0, top), this.furthest);
  }
}

const view = 600;
let scroller: FakeScroller;
let scroll: VirtualScroll;
const listOf = (rows: number) => {
  const content = rows * 30;
  scroller = new FakeScroller(Math.max(0, Math.min(content, 15_000_000) - view));
  scroll = new VirtualScroll();
  scroll.attach(scroller);
  scroll.resize({ content, view });
};
const byHand = (to: number) => {
  scroller.scrollTop = to;
  scroll.scrolled();
};

describe('a list of a thousand', () => {
  beforeEach(() => listOf(1000));

  it('has the position of its scroller', () => {
    byHand(20_000);
    expect([scroll.top, scroll.offset]).toEqual([20_000, 0]);
    scroll.scrollTo(29_400);
    expect([scroller.scrollTop, scroll.offset]).toEqual([29_400, 0]);
  });

  it("doesn't scroll past its end", () => {
    scroll.scrollTo(50_000);
    expect(scroll.top).toBe(29_400);
    scroll.resize({ content: 900, view });
    expect([scroll.top, scroller.scrollTop]).toEqual([300, 300]);
  });

  it('keeps the view when rows are added above', () => {
    scroll.scrollTo(3_000);
    scroll.moveBy(30);
    scroll.syncScroller();
    expect([scroll.top, scroller.scrollTop]).toEqual([3_030, 3_030]);
  });
});

describe('a list of three million', () => {
  const end = 90_000_000 - view;
  beforeEach(() => listOf(3_000_000));

  it("moves exactly by the wheel's distance, at any position", () => {
    scroll.scrollTo(45_000_000);
    byHand(scroller.scrollTop + 120);
    expect(scroll.top).toBe(45_000_120);
    byHand(scroller.scrollTop - 240);
    expect(scroll.top).toBe(44_999_880);
  });

  it('keeps the view when the scroller is synchronised', () => {
    scroll.scrollTo(45_000_000);
    byHand(scroller.scrollTop + 3_000);
    const row = 45_003_000;
    const before = row + scroll.offset - scroller.scrollTop;
    scroll.syncScroller();
    expect(row + scroll.offset - scroller.scrollTop).toBe(before);
  });

  it('follows a drag of the scrollbar', () => {
    byHand(scroller.furthest / 2);
    expect(scroll.top).toBeCloseTo(end / 2, -1);
    byHand(scroller.furthest);
    expect(scroll.top).toBe(end);
    byHand(0);
    expect(scroll.top).toBe(0);
  });

  it('reaches both ends with the wheel alone', () => {
    scroll.scrollTo(end - 1_000_000);
    for (let turns = 0; turns < 2_000 && scroll.top < end; turns++) byHand(scroller.scrollTop + 600);
    expect(scroll.top).toBe(end);
    scroll.scrollTo(1_000_000);
    for (let turns = 0; turns < 2_000 && scroll.top > 0; turns++) byHand(scroller.scrollTop - 600);
    expect(scroll.top).toBe(0);
  });

  it('shows every row that keys move to', () => {
    for (const row of [0, 1, 999_999, 1_500_000, 2_999_980]) {
      scroll.scrollTo(row * 30);
      expect(scroll.top).toBe(row * 30);
      expect(row * 30 + scroll.offset).toBe(scroller.scrollTop);
    }
  });
});
