/** Keypost's only window. */
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { WindowStateStore } from './window-state.ts';
import { pagePreferences } from '../security/page-preferences.ts';
import { attachContextMenu } from './menu.ts';
import { keepOnPage } from './lock-down.ts';
import { showWhenReady } from './show-when-ready.ts';
import { boundsOnScreen, refitted, smallestOn, type Rectangle } from './window-bounds.ts';
import { zoomByWheel } from './zoom.ts';

/** Shown until the page is painted. The page's own colours are in style/tokens.css. */
const background = { light: '#f7f8fa', dark: '#14161b' } as const;

export interface MainWindowDeps {
  pageUrl: string;
  preload: string;
  /** Whether the developer tools can be opened. */
  devTools: boolean;
  state: WindowStateStore;
}

export function openMainWindow({ pageUrl, preload, devTools, state }: MainWindowDeps): BrowserWindow {
  const screens = workAreas();
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
  // The page shows the name of a production account in the title. Titles that don't end in Keypost's own name are refused.
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
  zoomByWheel(window.webContents);
  keepOnScreens(window);
  void window.loadURL(pageUrl);
  return window;
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** The area of each screen that panels and docks leave free; the primary screen comes first. */
function workAreas(): Rectangle[] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary, ...others].map((display) => display.workArea);
}

/** When a screen is removed, or its scaling changes, the window is moved so that no part of it stays off screen. */
function keepOnScreens(window: BrowserWindow): void {
  const refit = (): void => {
    const screens = workAreas();
    const { width, height } = smallestOn(screens);
    window.setMinimumSize(width, height);
    if (window.isMaximized() || window.isMinimized() || window.isFullScreen()) return;
    const bounds = refitted(window.getBounds(), screens);
    if (bounds) window.setBounds(bounds);
  };
  screen.on('display-metrics-changed', refit);
  screen.on('display-removed', refit);
  window.once('closed', () => {
    screen.off('display-metrics-changed', refit);
    screen.off('display-removed', refit);
  });
}
