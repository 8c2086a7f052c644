/** Where the focus goes on to when what had it is gone. */

/** Where something was removed: its parent, and what stood before and behind it. */
export interface Gap {
  readonly parent: Node;
  readonly previous: Node | null;
  readonly next: Node | null;
}

const candidates = 'a[href], button, input, select, textarea, summary, [tabindex]';

/** Whether it takes the focus at all, by keyboard or from a program. */
export const focusable = (element: HTMLElement): boolean => element.matches(candidates);

/** The second name is the one that Chromium had before version 121. */
export const isVisible = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true });

/** Whether it could have the focus now. */
export const isFocusable = (element: HTMLElement): boolean =>
  element.isConnected && focusable(element) && !element.matches(':disabled') && element.closest('[inert]') === null && isVisible(element);

const isTabStop = (element: HTMLElement): boolean => element.tabIndex >= 0 && isFocusable(element);

/** What a control is known by, whether or not it was made anew. */
const nameOf = (element: HTMLElement): string => (element.getAttribute('aria-label') ?? element.textContent.trim()) || element.id;

/** The same control, made anew: of the same kind, with the same name or id. `null` when there is none, or it can't be told. */
export function sameControl(gone: HTMLElement, within: Element): HTMLElement | null {
  const name = nameOf(gone);
  if (name === '') return null;
  const alike = [...within.querySelectorAll<HTMLElement>(gone.tagName)].filter((one) => nameOf(one) === name && isFocusable(one));
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** The stop for Tab next to a gap, as near as can be: the one behind it, else the one before it. `room` is not left. */
export function neighbourOf(gap: Gap, room: Element): HTMLElement | null {
  for (let within = gap.parent as Element | null; within; within = within === room ? null : within.parentElement) {
    const stops = [...within.querySelectorAll<HTMLElement>(candidates)].filter(isTabStop);
    const found = stops.find((stop) => isBehind(stop, gap)) ?? stops.at(-1);
    if (found) return found;
  }
  return null;
}

function isBehind(stop: HTMLElement, { parent, previous, next }: Gap): boolean {
  if (next?.isConnected) return next === stop || (next.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  if (previous?.isConnected) {
    const at = previous.compareDocumentPosition(stop);
    return (at & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 && (at & Node.DOCUMENT_POSITION_CONTAINED_BY) === 0;
  }
  return !parent.contains(stop) && (parent.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/** What says what one sees: what is marked as that, else the heading, else all of it. `data-landing` marks what came to be looked at. */
export function landingOf(area: HTMLElement | null): HTMLElement | null {
  const found = (what: string) => [...(area?.querySelectorAll<HTMLElement>(what) ?? [])].find(isVisible);
  return found('[data-landing]') ?? found('h1, h2') ?? area;
}
