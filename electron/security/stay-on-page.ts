/** Refuses, in the page, to leave it for addresses that Electron doesn't announce to main. */

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

/** To be called before any script of the page runs, so that none is heard before. */
export function stayOnPage(navigation: PageNavigation): void {
  navigation.addEventListener('navigate', (event) => {
    const { url, sameDocument } = event.destination;
    if (!sameDocument && unannounced.test(url)) event.preventDefault();
  });
}
