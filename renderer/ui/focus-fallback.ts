/** Finds the next place for the focus when the focused element is gone. */

/** Where something was removed: its parent and its siblings. */
export interface Gap {
  readonly parent: Node;
  readonly previous: Node | null;
  readonly next: Node | null;
}

const candidates = 'a[href], button, input, select, textarea, summary, [tabindex]';

/** Whether it can be focused at all, by keyboard or by a program. */
export const focusable = (element: HTMLElement): boolean => element.matches(candidates);

/** The second name is for Chromium before version 121. */
export const isVisible = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true });

/** Whether it could be focused now. */
export const isFocusable = (element: HTMLElement): boolean =>
  element.isConnected && focusable(element) && !element.matches(':disabled') && element.closest('[inert]') === null && isVisible(element);

const isTabStop = (element: HTMLElement): boolean => element.tabIndex >= 0 && isFocusable(element);

/** What identifies a control, even after it was re-created. */
const nameOf = (element: HTMLElement): string => (element.getAttribute('aria-label') ?? element.textContent.trim()) || element.id;

/** The same control after it was re-created: of the same kind, with the same name or id. `null` if there is none, or it is ambiguous. */
export function sameControl(gone: HTMLElement, within: Element): HTMLElement | null {
  const name = nameOf(gone);
  if (name === '') return null;
  const alike = [...within.querySelectorAll<HTMLElement>(gone.tagName)].filter((one) => nameOf(one) === name && isFocusable(one));
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** The tab stop nearest to a gap: the one after it, otherwise the one before it. Never outside `room`. */
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

/** The element that names what is visible: the one marked with `data-landing`, else the heading, else all of it. */
export function landingOf(area: HTMLElement | null): HTMLElement | null {
  const found = (what: string) => [...(area?.querySelectorAll<HTMLElement>(what) ?? [])].find(isVisible);
  return found('[data-landing]') ?? found('h1, h2') ?? area;
}
