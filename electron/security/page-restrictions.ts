/**
 * What the preload script removes from the page's global scope, beside Node: ways out of the page that Keypost never uses and that no
 * policy covers. It has to run before any script of the page.
 */

/**
 * WebRTC and similar interfaces open their own connections; `print` opens a dialog of the system. A frame created by a script has them
 * again, so this is only the second defence; webRtcPolicy and pageProxy in security-rules.ts stop the connections themselves.
 */
const removed = /^(?:webkit)?RTC|^WebTransport|^WebSocketStream$|^(?:TCP|UDP)(?:Server)?Socket$|^print$/;

/** Runs in the page's own context. */
export const removalScript = `for (const name of Object.getOwnPropertyNames(globalThis)) if (${removed}.test(name)) delete globalThis[name];`;

/** The part of the page's `navigation` that is needed here. */
export interface PageNavigation {
  addEventListener(type: 'navigate', listener: (event: NavigateEvent) => void): void;
}

interface NavigateEvent {
  readonly destination: { readonly url: string; readonly sameDocument: boolean };
  preventDefault(): void;
}

/** Addresses such as `about:blank`, which Chromium shows without announcing the navigation. Main refuses all others; see lock-down.ts. */
const unannounced = /^(?:about|data|javascript):/i;

/** Refuses to leave the page for addresses that Electron doesn't announce to main. This has to be the first listener. */
export function stayOnPage(navigation: PageNavigation): void {
  navigation.addEventListener('navigate', (event) => {
    const { url, sameDocument } = event.destination;
    if (!sameDocument && unannounced.test(url)) event.preventDefault();
  });
}
