/**
 * What the preload script takes away from the page's world, beside Node: ways out of it that Keypost never uses and no policy covers. To
 * run before any script of the page.
 */

/**
 * WebRTC and its relatives make connections of their own; `print` opens a dialog of the system. A frame that a script makes has them
 * again, so this is the second defence: see webRtcPolicy and pageProxy for the one on the wire.
 */
const removed = /^(?:webkit)?RTC|^WebTransport|^WebSocketStream$|^(?:TCP|UDP)(?:Server)?Socket$|^print$/;

/** To run in the page's world. */
export const removalScript = `for (const name of Object.getOwnPropertyNames(globalThis)) if (${removed}.test(name)) delete globalThis[name];`;

/** What is needed of the page's `navigation`. */
export interface PageNavigation {
  addEventListener(type: 'navigate', listener: (event: NavigateEvent) => void): void;
}

interface NavigateEvent {
  readonly destination: { readonly url: string; readonly sameDocument: boolean };
  preventDefault(): void;
}

/** Such as `about:blank`, which Chromium shows without asking anybody. Main refuses all others; see lock-down.ts. */
const unannounced = /^(?:about|data|javascript):/i;

/** Refuses to leave the page for addresses that Electron doesn't announce to main. Its listener has to be the first. */
export function stayOnPage(navigation: PageNavigation): void {
  navigation.addEventListener('navigate', (event) => {
    const { url, sameDocument } = event.destination;
    if (!sameDocument && unannounced.test(url)) event.preventDefault();
  });
}
