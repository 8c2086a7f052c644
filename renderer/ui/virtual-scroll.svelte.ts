/** The scroll position of a list of any length. Everything in pixels. */
import { elementHeight, furthest, isScaled, toList, toScroller, type Lengths } from './scroll-map.ts';

/** A longer way is a drag of the scrollbar: no wheel or key scrolls so far at once. */
const dragDistance = 4_000;

/** The scrolled element, or a stand-in for it. */
export interface Scroller {
  scrollTop: number;
}

export class VirtualScroll {
  /** The first visible pixel of the list. */
  top = $state(0);
  /** The scroller's own position, which differs if the list is scaled. */
  #at = $state(0);
  #lengths = $state.raw<Lengths>({ content: 0, view: 0 });
  #scroller: Scroller | null = null;

  get height(): number {
    return elementHeight(this.#lengths);
  }

  /** The offset from a row's position in the list to its position in the scrolled element. */
  get offset(): number {
    return this.#at - this.top;
  }

  attach(scroller: Scroller | null): void {
    this.#scroller = scroller;
  }

  /** Call after the element has this height, so that it can be scrolled that far. */
  resize(lengths: Lengths): void {
    this.#lengths = lengths;
    if (this.top > furthest(lengths)) this.scrollTo(furthest(lengths));
  }

  /** The user scrolled. Short distances are the same in the list, long ones are scaled. */
  scrolled(): void {
    if (!this.#scroller) return;
    const moved = this.#scroller.scrollTop - this.#at;
    this.#at += moved;
    const short = isScaled(this.#lengths) && Math.abs(moved) < dragDistance;
    this.top = short ? this.#within(this.top + moved) : this.#within(toList(this.#at, this.#lengths));
    if (short && this.#isStuck()) this.syncScroller();
  }

  scrollTo(top: number): void {
    this.top = this.#within(top);
    this.syncScroller();
  }

  /** Moves the list when rows were added or removed above: the view stays. Call `syncScroller` once the element has its new height. */
  moveBy(pixels: number): void {
    this.top = Math.max(0, this.top + pixels);
  }

  /** Moves the scroller to the list's position; nothing visible moves. */
  syncScroller(): void {
    if (!this.#scroller) return;
    const at = Math.round(toScroller(this.top, this.#lengths));
    // Reading the element's position forces a layout, so only read it if the position has to change.
    if (at === this.#at) return;
    this.#scroller.scrollTop = at;
    this.#at = this.#scroller.scrollTop;
  }

  /** Whether the scroller has reached its end although the list could go further. */
  #isStuck(): boolean {
    const end = this.height - this.#lengths.view;
    return (this.#at <= 0 && this.top > 0) || (this.#at >= end && this.top < furthest(this.#lengths));
  }

  #within(top: number): number {
    return Math.min(Math.max(0, top), furthest(this.#lengths));
  }
}
