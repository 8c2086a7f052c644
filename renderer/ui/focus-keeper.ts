/**
 * Keeps the keyboard's focus in the page. When what has the focus is removed, hidden or disabled, the browser gives the focus to the
 * body: keys lead nowhere then, and Tab begins at the top. Whatever component it was in, the focus goes on to what took its place, to
 * what stands beside it, to what it was opened from, or to the heading of the screen.
 */
import { focusable, isFocusable, isVisible, landingOf, neighbourOf, sameControl, type Gap } from './focus-home.ts';

/** What goes by itself, such as a toast: a focus in there came from elsewhere and goes back. */
const passing = '[data-passing]';
/** What stands over the page for a while. */
const floating = `[role="menu"], [role="dialog"], [role="alertdialog"], ${passing}`;
/** A part of the page that one doesn't leave because something in it is gone. */
const room = 'main, aside, [role="status"], [role="dialog"], [role="alertdialog"]';
/** Elements that had the focus before, at most. */
const most = 20;

/** Call once. Returns the way to stop. */
export function keepFocus(): () => void {
  const keeper = new FocusKeeper();
  const observer = new MutationObserver((records) => keeper.changed(records));
  observer.observe(document.body, { childList: true, subtree: true });
  const entered = ({ target }: FocusEvent) => keeper.entered(target);
  const left = () => keeper.look();
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
  /** Where the element that had the focus was removed. */
  #gap: Gap | null = null;
  #looking = false;
  /** Where the focus came to for want of a better place. */
  #landing: HTMLElement | null = null;

  entered(target: EventTarget | null): void {
    if (!(target instanceof HTMLElement)) return;
    this.#gap = null;
    this.#visited = [...this.#visited.filter((one) => one !== target && one.isConnected), target].slice(-most);
  }

  changed(records: readonly MutationRecord[]): void {
    const { activeElement } = document;
    // What a screen is about may come after the screen itself.
    if (this.#landing && activeElement === this.#landing) this.#land();
    const last = this.#visited.at(-1);
    if (activeElement !== document.body || !last) return;
    for (const { target, removedNodes, previousSibling, nextSibling } of records) {
      const gone = this.#gap?.parent ?? last;
      if ([...removedNodes].some((node) => node.contains(gone)))
        this.#gap = { parent: target, previous: previousSibling, next: nextSibling };
    }
    if (this.#gap) this.look();
  }

  /** After whatever else goes on: most parts of the page know best where the focus belongs. */
  look(): void {
    if (this.#looking) return;
    this.#looking = true;
    setTimeout(() => {
      this.#looking = false;
      if (document.activeElement === document.body) this.#restore();
    });
  }

  #restore(): void {
    const last = this.#visited.at(-1);
    if (!last) return;
    if (isFocusable(last)) {
      // What is moved in the page loses the focus. Whoever pressed on nothing in particular, or went to another window, meant that.
      if (this.#gap) last.focus();
      return;
    }
    const gap = this.#gap ?? gapOf(last);
    const { parent } = gap;
    const home = parent instanceof Element && parent.isConnected ? this.#homeFor(last, gap, parent) : null;
    if (home) home.focus();
    else this.#land();
  }

  #homeFor(last: HTMLElement, gap: Gap, parent: Element): HTMLElement | null {
    // Another screen, or all that one sees of it, is read from its beginning.
    if (parent.matches('main')) return null;
    const inside = parent.closest(passing) ? null : parent.closest(room);
    return (inside && (sameControl(last, inside) ?? neighbourOf(gap, inside))) ?? this.#opener(last);
  }

  /** To the heading of what one sees. */
  #land(): void {
    const place = landingOf(document.querySelector<HTMLElement>('[role="dialog"], [role="alertdialog"]') ?? document.querySelector('main'));
    if (!place || place === document.activeElement) return;
    if (!focusable(place)) place.tabIndex = -1;
    place.focus();
    this.#landing = place;
  }

  /** The one that had the focus before it came to what is gone; `null` when that is gone, too. */
  #opener(last: HTMLElement): HTMLElement | null {
    const wasFloating = (one: HTMLElement) => one.closest(passing) !== null || (!one.isConnected && one.closest(floating) !== null);
    const before = this.#visited.filter((one) => one !== last && !isGoneWith(one, last) && !wasFloating(one)).at(-1);
    return before && isFocusable(before) ? before : null;
  }
}

const isGoneWith = (one: HTMLElement, last: HTMLElement): boolean => !one.isConnected && one.getRootNode() === last.getRootNode();

/** Of one that is still there, but can't have the focus any more. */
function gapOf(last: HTMLElement): Gap {
  let hidden: Element = last;
  while (hidden.parentElement && !isVisible(hidden.parentElement)) hidden = hidden.parentElement;
  return { parent: hidden.parentNode ?? document.body, previous: hidden.previousSibling, next: hidden.nextSibling };
}
