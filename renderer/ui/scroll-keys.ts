/** Keys that scroll content without controls, while a button beside it has the focus. */

/** Pixels that one arrow key press scrolls, as in Chromium. */
const line = 40;

/** How far down `key` scrolls a box that is `height` pixels high; `null` for other keys. */
export function scrollStep(key: string, height: number): number | null {
  // Keep a part of the previous page in view.
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
