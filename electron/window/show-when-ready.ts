/** When a window is shown for the first time. */

/** After its page was loaded. A page that is drawn at all is drawn long before. */
const patienceMs = 2000;

/** What of a window is needed here. */
export interface ReadyWindow {
  once(event: 'ready-to-show' | 'closed', listener: () => void): unknown;
  readonly webContents: { once(event: 'did-stop-loading', listener: () => void): unknown };
}

/**
 * Calls `show` once, as soon as there is something to see. There are desktops on which nothing is drawn that isn't shown, so that the
 * window would wait for its page and the page for its window: there it is shown soon after the page was loaded, or could not be.
 */
export function showWhenReady(window: ReadyWindow, show: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let done = false;
  const end = (): void => {
    done = true;
    clearTimeout(timer);
  };
  const showOnce = (): void => {
    if (done) return;
    end();
    show();
  };
  window.once('ready-to-show', showOnce);
  window.once('closed', end);
  window.webContents.once('did-stop-loading', () => {
    if (!done) timer = setTimeout(showOnce, patienceMs);
  });
}
