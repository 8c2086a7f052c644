/** Where to open the window, and how small and large it may be. Pure; everything in pixels of the page. */

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Size = Pick<Rectangle, 'width' | 'height'>;

export const usualSize = { width: 1280, height: 800 } as const;
export const smallestSize = { width: 720, height: 520 } as const;

/** Of the window's upper edge, so much has to be on some screen, or nobody could take hold of it. */
const grip = 80;

/**
 * The kept bounds where they can still be reached on one of the screens (their work areas, the main one first), cut and moved so that all of
 * the window is on screen; otherwise the usual size as far as it fits, placed by the system. Whatever numbers a file had: bounds that are not
 * finite count as none.
 */
export function boundsOnScreen(kept: Rectangle | null, screens: readonly Rectangle[]): Partial<Rectangle> {
  const window = kept !== null && Object.values(kept).every(Number.isFinite) ? kept : null;
  const [main] = screens;
  if (window === null || !screens.some((screen) => reachable(window, screen))) return sizeOn(main, usualSize);
  return intoScreens(onPixels(window), screens);
}

/** The bounds of a window that is open, after the screens have changed. `null` where they are good as they are. */
export function refitted(bounds: Rectangle, screens: readonly Rectangle[]): Rectangle | null {
  return isCovered(bounds, screens) ? null : intoScreens(bounds, screens);
}

/** On the screen that has most of the window, where not all of it is on some screen already. */
function intoScreens(whole: Rectangle, screens: readonly Rectangle[]): Rectangle {
  if (isCovered(whole, screens)) return whole;
  const screen = [...screens].sort((one, other) => overlapOf(whole, other) - overlapOf(whole, one))[0] ?? whole;
  const { width, height } = sizeOn(screen, whole);
  const { x, y } = whole;
  return {
    x: between(screen.x, x, screen.x + screen.width - width),
    y: between(screen.y, y, screen.y + screen.height - height),
    width,
    height,
  };
}

/** The smallest size of a window that fits each of the screens. */
export const smallestOn = (screens: readonly Size[]): Size => screens.reduce((size: Size, screen) => sizeOn(screen, size), smallestSize);

const sizeOn = (screen: Size | undefined, { width, height }: Size): Size => ({
  width: Math.min(width, screen?.width ?? width),
  height: Math.min(height, screen?.height ?? height),
});

const onPixels = ({ x, y, width, height }: Rectangle): Rectangle => ({
  x: Math.round(x),
  y: Math.round(y),
  width: Math.max(smallestSize.width, Math.round(width)),
  height: Math.max(smallestSize.height, Math.round(height)),
});

/** A window may lie across several screens. Work areas don't overlap. */
const isCovered = (window: Rectangle, screens: readonly Rectangle[]): boolean =>
  screens.reduce((sum, screen) => sum + overlapOf(window, screen), 0) === window.width * window.height;

const overlapOf = (one: Rectangle, other: Rectangle): number =>
  between(0, Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x), Infinity) *
  between(0, Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y), Infinity);

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(value, most));

function reachable(window: Rectangle, screen: Rectangle): boolean {
  const width = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  return width >= grip && window.y >= screen.y && window.y <= screen.y + screen.height - grip;
}
