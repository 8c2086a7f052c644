/**
 * Maps scroll positions for a list that is longer than the maximum height of an element (Chromium: about 33,554,400 px, and whole pixels
 * only up to 16,777,216). Near both ends one pixel of the scroller is one pixel of the list, so that they are reached exactly; in between
 * one stands for more. Everything in pixels.
 */

/** The maximum height of the scrolled element. */
export const highest = 15_000_000;
/** The distance from each end within which the scale is 1. */
const exact = 200_000;

export interface Lengths {
  /** The height of all rows. */
  readonly content: number;
  /** The height of the visible part. */
  readonly view: number;
}

/** Height of the scrolled element. */
export const elementHeight = ({ content }: Lengths): number => Math.min(content, highest);

export const isScaled = ({ content }: Lengths): boolean => content > highest;

/** How far the list can be scrolled. */
export const furthest = ({ content, view }: Lengths): number => Math.max(0, content - view);

/** From a position in the list to the scroller's. */
export function toScroller(top: number, lengths: Lengths): number {
  if (!isScaled(lengths)) return top;
  const [list, scroller] = [furthest(lengths), highest - lengths.view];
  if (top <= exact) return top;
  if (top >= list - exact) return scroller - (list - top);
  return exact + ((top - exact) * (scroller - 2 * exact)) / (list - 2 * exact);
}

/** From the scroller's position to the list's. */
export function toList(at: number, lengths: Lengths): number {
  if (!isScaled(lengths)) return at;
  const [list, scroller] = [furthest(lengths), highest - lengths.view];
  if (at <= exact) return at;
  if (at >= scroller - exact) return list - (scroller - at);
  return exact + ((at - exact) * (list - 2 * exact)) / (scroller - 2 * exact);
}
