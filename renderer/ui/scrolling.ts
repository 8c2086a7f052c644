/** Scrolls content by keys, and elements into view. */

/** Pixels that one arrow key press scrolls, as in Chromium. */
const line = 40;

/**
 * For content without controls, while a button beside it has the focus: how far down `key` scrolls a box that is `height` pixels high;
 * `null` for other keys.
 */
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

/**
 * Scrolls as little as necessary to bring all of these into view. If they don't fit, later ones take precedence, so the last one is always
 * in view. Focus and selection don't change.
 */
export function keepInView(elements: readonly (Element | null | undefined)[]): void {
  for (const element of elements) element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
