/** Where a list opens beside its field, so that no part of it is cut off. */

/** Pixels between the field and the edge that cuts the list off, above and below. */
export interface Room {
  above: number;
  below: number;
}

export interface Place {
  up: boolean;
  /** The maximum height of the names, in pixels. */
  height: number;
}

/**
 * Heights of the names in pixels: the maximum is about eight and a half rows, which shows that there are more; the minimum is three rows.
 */
const maxHeight = 248;
const minHeight = 90;
/** Pixels around the names: the gap, borders, and up to four lines below them. */
const around = 104;

/** Below the field, unless there is too little room and more above. */
export function placeIn({ above, below }: Room): Place {
  const up = below < maxHeight + around && above > below;
  const room = (up ? above : below) - around;
  return { up, height: Math.max(minHeight, Math.min(maxHeight, room)) };
}

/** The visible area of the nearest scrolling ancestor. */
export function roomAround(field: Element): Room {
  let outer = field.parentElement;
  while (outer && !/auto|scroll/.test(getComputedStyle(outer).overflowY)) outer = outer.parentElement;
  const edges = (outer ?? document.documentElement).getBoundingClientRect();
  const { top, bottom } = field.getBoundingClientRect();
  return { above: top - Math.max(0, edges.top), below: Math.min(innerHeight, edges.bottom) - bottom };
}
