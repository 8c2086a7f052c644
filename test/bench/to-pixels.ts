/** From a person's click or key to the frame that shows what came of it, by the page's own clock. */
import type { Page } from '@playwright/test';

export interface Awaited {
  /** The event that the clock starts with. */
  event: 'click' | 'input' | 'keydown' | 'change';
  /** Selector of what has to be seen; at least one. */
  shown: string;
  /** Text that each of them has; empty where any will do. */
  each: string;
  /** Selector of what must not be seen any more; empty for nothing. */
  gone: string;
}

/** Rows of the log, without its heading, and those that still wait for what they show. */
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
      // A page that asks for frames all the time would wait for the next one where an idle page draws at once.
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
  // Told to whoever waits for it, later.
  time.catch(() => undefined);
  Reflect.set(globalThis, 'benchTime', time);
}
