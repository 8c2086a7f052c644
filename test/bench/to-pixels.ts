/** Measures the time from a person's click or key to the frame that shows the result, by the page's own clock. */
import type { Page } from '@playwright/test';

export interface Awaited {
  /** The event that starts the clock. */
  event: 'click' | 'input' | 'keydown' | 'change';
  /** Selector of the elements that have to be visible, at least one. */
  shown: string;
  /** Text that each of them has to contain; empty for any text. */
  each: string;
  /** Selector of elements that must no longer be visible; empty for none. */
  gone: string;
}

/** Rows of the log without its heading, and rows that are still loading. */
export const rows = '[role=row]:not([aria-rowindex="1"])';
export const busyRows = '[role=row][aria-busy=true]';

/** Milliseconds. `act` makes the event happen. */
export async function timeToPixels(page: Page, awaited: Awaited, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate(arm, awaited);
  await act();
  return page.evaluate(() => Reflect.get(globalThis, 'benchTime') as Promise<number>);
}

/** Runs in the page. */
function arm({ event, shown, each, gone }: Awaited): void {
  const isShown = (): boolean => {
    const seen = (selector: string): Element[] =>
      [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility({ checkVisibilityCSS: true }));
    if (gone !== '' && seen(gone).length > 0) return false;
    const found = seen(shown);
    return found.length > 0 && found.every((element) => element.textContent.includes(each));
  };
  const time = new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error(`${each} ${shown} did not come`)), 20_000);
    const begin = ({ timeStamp }: Event): void => {
      const drawn = (): void => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - timeStamp);
        port2.postMessage(null);
      };
      // Frames are requested only after changes, because a page that requests them constantly draws later than an idle page.
      let asked = false;
      const lookSoon = (): void => {
        if (!asked) requestAnimationFrame(look);
        asked = true;
      };
      const changes = new MutationObserver(lookSoon);
      const look = (): void => {
        asked = false;
        if (!isShown()) return;
        changes.disconnect();
        drawn();
      };
      changes.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
      lookSoon();
    };
    addEventListener(event, begin, { capture: true, once: true });
  });
  // A rejection is reported to the caller that awaits it later.
  time.catch(() => undefined);
  Reflect.set(globalThis, 'benchTime', time);
}
