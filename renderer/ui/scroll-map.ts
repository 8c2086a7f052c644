/**
 * Where a list stands when it is longer than an element may be high (Chromium: about 33,554,400 px, and whole pixels only up to
 * 16,777,216). Near both ends a pixel of the scroller is a pixel of the list, so that they are reached exactly; between them one stands
 * for more. Pure; everything in pixels.
 */

/** The highest that the scrolled element gets. */
export const highest = 15_000_000;
/** Above and below which a pixel is a pixel. */
const exact = 200_000;

export interface Lengths {
  /** All rows together. */
  readonly content: number;
  /** The part that is seen. */
  readonly view: number;
}

/** Height of the scrolled element. */
export const elementHeight = ({ content }: Lengths): number => Math.min(content, highest);

export const isScaled = ({ content }: Lengths): boolean => content > highest;

/** How far the list can be scrolled. */
export const furthest = ({ content, view }: Lengths): number => Math.max(0, content - view);

/** From a place in the list to the scroller's. */
export function toScroller(top: number, lengths: Lengths): number {
  if (!isScaled(lengths)) return top;
  const [list, scroller] = [furthest(lengths), highest - lengths.view];
  if (top <= exact) return top;
  if (top >= list - exact) return scroller - (list - top);
  return exact + ((top - exact) * (scroller - 2 * exact)) / (list - 2 * exact);
}

/** From the scroller's place to that in the list. */
export function toList(at: number, lengths: Lengths): number {
  if (!isScaled(lengths)) return at;
  const [list, scroller] = [furthest(lengths), highest - lengths.view];
  if (at <= exact) return at;
  if (at >= scroller - exact) return list - (scroller - at);
  return exact + ((at - exact) * (list - 2 * exact)) / (scroller - 2 * exact);
}
