/** Keys that scroll what has no control in it, for somebody whose focus is on a button beside it. */

/** Pixels that one press of an arrow scrolls, as Chromium does. */
const line = 40;

/** How far `key` scrolls a box that shows `height` pixels, downwards; `null` where it is no such key. */
export function scrollStep(key: string, height: number): number | null {
  // Something of what was read stays in view.
  const page = Math.max(line, height - line);
  const steps: Record<string, number> = {
    ArrowDown: line,
    ArrowUp: -line,
    PageDown: page,
    PageUp: -page,
    Home: -Infinity,
    End: Infinity,
  };
  return Object.hasOwn(steps, key) ? (steps[key] ?? null) : null;
}
