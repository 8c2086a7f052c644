/** The one window of Keypost. */
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { WindowStateStore } from '../settings/window-state.ts';
import { pagePreferences } from '../security/page-preferences.ts';
import { attachContextMenu } from './context-menu.ts';
import { keepOnPage } from './lock-down.ts';
import { showWhenReady } from './show-when-ready.ts';
import { boundsOnScreen, smallestOn } from './window-bounds.ts';

/** Until the page is painted; the page's own surfaces in style/tokens.css. */
const background = { light: '#f7f8fa', dark: '#14161b' } as const;

export interface MainWindowParts {
  pageUrl: string;
  preload: string;
  /** Whether the developer tools can be opened. */
  devTools: boolean;
  state: WindowStateStore;
}

export function openMainWindow({ pageUrl, preload, devTools, state }: MainWindowParts): BrowserWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const smallest = smallestOn(screens);
  const window = new BrowserWindow({
    ...boundsOnScreen(state.get().bounds, screens),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Keypost',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: pagePreferences({ preload, devTools }),
  });
  showWhenReady(window, () => {
    if (state.get().maximized) window.maximize();
    window.show();
  });
  // The page names a production account in the title. Whatever it says, the window is Keypost's.
  window.on('page-title-updated', (event, title) => {
    if (!/(?:^| – )Keypost$/.test(title)) event.preventDefault();
  });
  window.on('close', () => {
    state.save({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  });
  window.webContents.on('render-process-gone', (_, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
  });
  keepOnPage(window, pageUrl);
  attachContextMenu(window);
  void window.loadURL(pageUrl);
  return window;
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
