/** How far a list of any length is scrolled. Everything in pixels. */
import { elementHeight, furthest, isScaled, toList, toScroller, type Lengths } from './scroll-map.ts';

/** No wheel and no key scrolls so far at once, and no drag of a scaled scrollbar so little. */
const dragged = 4_000;

/** What is scrolled: an element, or what stands for one. */
export interface Scroller {
  scrollTop: number;
}

export class VirtualScroll {
  /** The first pixel of the list that is seen. */
  top = $state(0);
  /** The scroller's own place, which differs where the list is scaled. */
  #at = $state(0);
  #lengths = $state.raw<Lengths>({ content: 0, view: 0 });
  #scroller: Scroller | null = null;

  get height(): number {
    return elementHeight(this.#lengths);
  }

  /** What to add to a row's place in the list to have its place in the scrolled element. */
  get offset(): number {
    return this.#at - this.top;
  }

  attach(scroller: Scroller | null): void {
    this.#scroller = scroller;
  }

  /** Call after the element has this height, so that it can be scrolled as far. */
  resize(lengths: Lengths): void {
    this.#lengths = lengths;
    if (this.top > furthest(lengths)) this.scrollTo(furthest(lengths));
  }

  /** The scroller was scrolled by a person. Short ways are the same in the list, long ones are scaled. */
  scrolled(): void {
    if (!this.#scroller) return;
    const moved = this.#scroller.scrollTop - this.#at;
    this.#at += moved;
    const short = isScaled(this.#lengths) && Math.abs(moved) < dragged;
    this.top = short ? this.#within(this.top + moved) : this.#within(toList(this.#at, this.#lengths));
    if (short && this.#stuck()) this.settle();
  }

  scrollTo(top: number): void {
    this.top = this.#within(top);
    this.settle();
  }

  /** Moves the list under rows that came or went above: what is seen stays. Call `settle` once the element has its new height. */
  moveBy(pixels: number): void {
    this.top = Math.max(0, this.top + pixels);
  }

  /** Puts the scroller where the list is; nothing that is seen moves. */
  settle(): void {
    if (!this.#scroller) return;
    const at = Math.round(toScroller(this.top, this.#lengths));
    // Asking the element where it is makes the browser lay out everything at once, so it is only asked where it has to move.
    if (at === this.#at) return;
    this.#scroller.scrollTop = at;
    this.#at = this.#scroller.scrollTop;
  }

  /** Whether the scroller can go no further although the list could. */
  #stuck(): boolean {
    const end = this.height - this.#lengths.view;
    return (this.#at <= 0 && this.top > 0) || (this.#at >= end && this.top < furthest(this.#lengths));
  }

  #within(top: number): number {
    return Math.min(Math.max(0, top), furthest(this.#lengths));
  }
}
