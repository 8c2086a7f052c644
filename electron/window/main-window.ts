/** The one window of Keypost. */
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { WindowStateStore } from '../settings/window-state.ts';
import { attachContextMenu } from './context-menu.ts';
import { showWhenReady } from './show-when-ready.ts';
import { boundsOnScreen, smallestSize } from './window-bounds.ts';

/** Until the page is painted; the page's own surfaces in style/tokens.css. */
const background = { light: '#f7f8fa', dark: '#14161b' } as const;

export interface MainWindowParts {
  pageUrl: string;
  preload: string;
  state: WindowStateStore;
}

export function openMainWindow({ pageUrl, preload, state }: MainWindowParts): BrowserWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...boundsOnScreen(state.get().bounds, screens),
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    title: 'Keypost',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Chromium would fetch its dictionaries from the network.
      spellcheck: false,
    },
  });
  showWhenReady(window, () => {
    if (state.get().maximized) window.maximize();
    window.show();
  });
  window.on('page-title-updated', (event) => {
    event.preventDefault();
  });
  window.on('close', () => {
    state.save({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  });
  window.webContents.on('render-process-gone', (_, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
  });
  attachContextMenu(window);
  void window.loadURL(pageUrl);
  return window;
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
