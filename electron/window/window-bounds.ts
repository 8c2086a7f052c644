/** Where to open the window, and how small and large it may be. All numbers are in the page's pixels. */

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Size = Pick<Rectangle, 'width' | 'height'>;

export const usualSize = { width: 1280, height: 800 } as const;
export const smallestSize = { width: 720, height: 520 } as const;

/** At least this much of the window's top edge has to be on a screen; otherwise nobody could drag it. */
const grip = 80;

/**
 * Returns the stored bounds if the window can still be reached on one of the screens (given as work areas, the primary screen first),
 * shrunk and moved so that all of it is on screen. Otherwise returns the usual size, as far as it fits, and the system chooses the
 * position. Bounds from a file that are not finite are ignored.
 */
export function boundsOnScreen(kept: Rectangle | null, screens: readonly Rectangle[]): Partial<Rectangle> {
  const window = kept !== null && Object.values(kept).every(Number.isFinite) ? kept : null;
  const [main] = screens;
  if (window === null || !screens.some((screen) => reachable(window, screen))) return sizeOn(main, usualSize);
  return intoScreens(onPixels(window), screens);
}

/** New bounds for an open window after the screens have changed; `null` if its bounds can stay. */
export function refitted(bounds: Rectangle, screens: readonly Rectangle[]): Rectangle | null {
  return isCovered(bounds, screens) ? null : intoScreens(bounds, screens);
}

/** Moves the window onto the screen that shows most of it, unless all of it is on screen already. */
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

/** The minimum size of a window, reduced so that it fits each of the screens. */
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

/** Whether all of the window is on screen. It may span several screens; work areas don't overlap. */
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
