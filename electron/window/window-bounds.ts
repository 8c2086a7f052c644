/** Where to open the window. Pure. */

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const usualSize = { width: 1280, height: 800 } as const;
export const smallestSize = { width: 720, height: 520 } as const;

/** Pixels of the window's upper edge that have to be on some screen, or nobody could take hold of it. */
const grip = 80;

/** The kept bounds where they can still be reached on one of the screens; otherwise the usual size, placed by the system. */
export function boundsOnScreen(kept: Rectangle | null, screens: readonly Rectangle[]): Partial<Rectangle> {
  if (kept === null || !screens.some((screen) => reachable(kept, screen))) return usualSize;
  return kept;
}

function reachable(window: Rectangle, screen: Rectangle): boolean {
  const overlap = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  return overlap >= grip && window.y >= screen.y && window.y <= screen.y + screen.height - grip;
}
