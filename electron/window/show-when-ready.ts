/** Decides when a window is shown for the first time. */

/** Milliseconds to wait after the page was loaded. A page that gets drawn while hidden is drawn long before that. */
const patienceMs = 2000;

/** The part of a window that is needed here. */
export interface ReadyWindow {
  once(event: 'ready-to-show' | 'closed', listener: () => void): unknown;
  readonly webContents: { once(event: 'did-stop-loading', listener: () => void): unknown };
}

/**
 * Calls `show` once, as soon as there is something to see. Some desktops draw only visible windows, so the window would wait for its page
 * and the page for its window. There, the window is shown some time after the page has loaded or failed to load.
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
