/**
 * Scrolls as little as it takes to bring all of these into view. Where there is no room for all of them, later ones count more, so the
 * last one is in view in any case. The focus and the selection stay as they are.
 */
export function keepInView(elements: readonly (Element | null | undefined)[]): void {
  for (const element of elements) element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
