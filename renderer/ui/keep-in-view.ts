/**
 * Scrolls as little as necessary to bring all of these into view. If they don't fit, later ones take precedence, so the last one is always
 * in view. Focus and selection don't change.
 */
export function keepInView(elements: readonly (Element | null | undefined)[]): void {
  for (const element of elements) element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
