/** Creates the window with its menu and its security handlers. */
import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { emit } from '../ipc/serve.ts';
import { serveScheme } from '../window/schemes.ts';
import { lockDown } from '../window/lock-down.ts';
import { openMainWindow } from '../window/main-window.ts';
import { setMenu } from '../window/menu.ts';
import { openWindowState } from '../window/window-state.ts';
import type { AppContext } from './app-context.ts';

/** The page can't call anything before the function that called this one has returned. */
export function composeWindow({ page, scripts, files }: AppContext): BrowserWindow {
  lockDown(page);
  serveScheme(join(scripts, 'page'));
  setMenu({
    developing: !app.isPackaged,
    showDiagnostics: () => {
      emit('diagnosticsAsked', null);
    },
  });
  return openMainWindow({
    pageUrl: page.url,
    preload: join(scripts, 'preload.cjs'),
    devTools: !app.isPackaged,
    state: openWindowState(files),
  });
}
