/** Where a list opens beside its field, so that no part of it is cut off. */

/** Pixels between a field and what cuts its list off, above and below. */
export interface Room {
  above: number;
  below: number;
}

export interface Place {
  up: boolean;
  /** Pixels that the names may take, at most. */
  height: number;
}

/** Of the names, in pixels: eight and a bit, so that one sees that there are more; and three, which is always worth scrolling for. */
const mostHeight = 248;
const leastHeight = 90;
/** What stands around the names: the gap, borders, and up to four lines below them. */
const around = 104;

/** Below, unless there is too little room and more above. Pure. */
export function placeIn({ above, below }: Room): Place {
  const up = below < mostHeight + around && above > below;
  const room = (up ? above : below) - around;
  return { up, height: Math.max(leastHeight, Math.min(mostHeight, room)) };
}

/** As far as the nearest part of the page that scrolls reaches. */
export function roomAround(field: Element): Room {
  let outer = field.parentElement;
  while (outer && !/auto|scroll/.test(getComputedStyle(outer).overflowY)) outer = outer.parentElement;
  const edges = (outer ?? document.documentElement).getBoundingClientRect();
  const { top, bottom } = field.getBoundingClientRect();
  return { above: top - Math.max(0, edges.top), below: Math.min(innerHeight, edges.bottom) - bottom };
}
