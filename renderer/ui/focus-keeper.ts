/**
 * Keeps the keyboard focus in the page. When the focused element is removed, hidden or disabled, the browser moves the focus to the body:
 * keys have no effect then, and Tab starts at the top. Instead, the focus moves to the element's replacement, to a neighbour, to the
 * control that opened it, or to the heading of the screen.
 */
import { focusable, isFocusable, isVisible, landingOf, neighbourOf, sameControl, type Gap } from './focus-fallback.ts';

/** Elements that disappear by themselves, such as toasts: a focus inside came from elsewhere and returns there. */
const passing = '[data-passing]';
/** Temporary layers over the page. */
const floating = `[role="menu"], [role="dialog"], [role="alertdialog"], ${passing}`;
/** A part of the page that the focus doesn't leave because something in it is gone. */
const room = 'main, aside, [role="status"], [role="dialog"], [role="alertdialog"]';
/** The maximum number of remembered elements that had the focus before. */
const most = 20;

/** Call once. Returns a function that stops it. */
export function keepFocus(): () => void {
  const keeper = new FocusKeeper();
  const observer = new MutationObserver((records) => keeper.changed(records));
  observer.observe(document.body, { childList: true, subtree: true });
  const entered = ({ target }: FocusEvent) => keeper.entered(target);
  const left = () => keeper.checkSoon();
  document.addEventListener('focusin', entered);
  document.addEventListener('focusout', left);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', entered);
    document.removeEventListener('focusout', left);
  };
}

class FocusKeeper {
  /** The newest last. */
  #visited: HTMLElement[] = [];
  /** Where the focused element was removed. */
  #gap: Gap | null = null;
  #isCheckPending = false;
  /** Where the focus was moved as a last resort. */
  #landing: HTMLElement | null = null;

  entered(target: EventTarget | null): void {
    if (!(target instanceof HTMLElement)) return;
    this.#gap = null;
    this.#visited = [...this.#visited.filter((one) => one !== target && one.isConnected), target].slice(-most);
  }

  changed(records: readonly MutationRecord[]): void {
    const { activeElement } = document;
    // The main content of a screen may appear after the screen itself.
    if (this.#landing && activeElement === this.#landing) this.#focusHeading();
    const last = this.#visited.at(-1);
    if (activeElement !== document.body || !last) return;
    for (const { target, removedNodes, previousSibling, nextSibling } of records) {
      const gone = this.#gap?.parent ?? last;
      if ([...removedNodes].some((node) => node.contains(gone)))
        this.#gap = { parent: target, previous: previousSibling, next: nextSibling };
    }
    if (this.#gap) this.checkSoon();
  }

  /** Run after all other handlers: most components know best where the focus belongs. */
  checkSoon(): void {
    if (this.#isCheckPending) return;
    this.#isCheckPending = true;
    setTimeout(() => {
      this.#isCheckPending = false;
      if (document.activeElement === document.body) this.#restore();
    });
  }

  #restore(): void {
    const last = this.#visited.at(-1);
    if (!last) return;
    if (isFocusable(last)) {
      // Moving an element in the page makes it lose the focus. A click on nothing focusable, or a switch to another window, is intentional.
      if (this.#gap) last.focus();
      return;
    }
    const gap = this.#gap ?? gapOf(last);
    const { parent } = gap;
    const home = parent instanceof Element && parent.isConnected ? this.#homeFor(last, gap, parent) : null;
    if (home) home.focus();
    else this.#focusHeading();
  }

  #homeFor(last: HTMLElement, gap: Gap, parent: Element): HTMLElement | null {
    // If the whole screen was replaced, start at its beginning.
    if (parent.matches('main')) return null;
    const inside = parent.closest(passing) ? null : parent.closest(room);
    return (inside && (sameControl(last, inside) ?? neighbourOf(gap, inside))) ?? this.#opener(last);
  }

  /** Focuses the heading of what is visible. */
  #focusHeading(): void {
    const place = landingOf(document.querySelector<HTMLElement>('[role="dialog"], [role="alertdialog"]') ?? document.querySelector('main'));
    if (!place || place === document.activeElement) return;
    if (!focusable(place)) place.tabIndex = -1;
    place.focus();
    this.#landing = place;
  }

  /** The element that had the focus before the one that is gone; `null` if it is gone, too. */
  #opener(last: HTMLElement): HTMLElement | null {
    const wasFloating = (one: HTMLElement) => one.closest(passing) !== null || (!one.isConnected && one.closest(floating) !== null);
    const before = this.#visited.filter((one) => one !== last && !isGoneWith(one, last) && !wasFloating(one)).at(-1);
    return before && isFocusable(before) ? before : null;
  }
}

const isGoneWith = (one: HTMLElement, last: HTMLElement): boolean => !one.isConnected && one.getRootNode() === last.getRootNode();

/** The gap of an element that still exists but can't be focused any more. */
function gapOf(last: HTMLElement): Gap {
  let hidden: Element = last;
  while (hidden.parentElement && !isVisible(hidden.parentElement)) hidden = hidden.parentElement;
  return { parent: hidden.parentNode ?? document.body, previous: hidden.previousSibling, next: hidden.nextSibling };
}
