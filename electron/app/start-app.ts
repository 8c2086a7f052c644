/** Creates all services layer by layer, opens the window, and closes everything when Keypost quits. */
import { app, type BrowserWindow } from 'electron';
import { emit } from '../ipc/serve.ts';
import { reportFailure } from '../shared/base/report-failure.ts';
import { guardClose } from '../window/confirm-close.ts';
import { notifyOfEscape } from '../window/window-input.ts';
import type { AppContext } from './app-context.ts';
import { composeAccounts, type AccountsServices } from './compose-accounts.ts';
import { composeCommands } from './compose-commands.ts';
import { composeDiagnostics } from './compose-diagnostics.ts';
import { composeLog, type LogServices } from './compose-log.ts';
import { composeLogWork } from './compose-log-work.ts';
import { composeRealm } from './compose-realm.ts';
import { composeSending } from './compose-sending.ts';
import { composeSettings } from './compose-settings.ts';
import { composeWindow } from './compose-window.ts';
import { createDisposer } from './disposables.ts';

/**
 * How long to wait after the page has loaded before warming up, in milliseconds: by then the start is over and nothing competes with it.
 */
const warmUpMs = 1000;

/** Throws `NewerFileError` if a newer Keypost wrote one of the files. */
export function startApp(context: AppContext): BrowserWindow {
  // First, so that failures during the start are recorded as well.
  const diagnostics = composeDiagnostics(context);
  const settings = composeSettings(context);
  // Early, because the page's process can start while the rest is created here.
  const window = composeWindow(context);
  const log = composeLog(context);
  const accounts = composeAccounts(context, diagnostics);
  const realm = composeRealm(context, settings, log, accounts);
  const sending = composeSending(context, settings, log, accounts, realm);
  const logWork = composeLogWork(context, settings, log, accounts, sending, window);
  composeCommands(context, { ...diagnostics, ...settings, ...log, ...accounts, ...realm, ...sending, ...logWork }, window);
  notifyOfEscape(window, () => {
    if (realm.previews.isOpen) emit('previewEscape', null);
  });
  guardClose(window, sending.sender);
  window.webContents.once('did-finish-load', () => {
    setTimeout(warmUp, warmUpMs, log, accounts);
  });
  const closed = createDisposer(
    [
      () => accounts.keychain.close(),
      () => logWork.retention.close(),
      () => log.logReader.close(),
      // Before the log is closed, because the children's connections prevent its write-ahead log from being written back.
      log.children.close,
      () => logWork.logTasks.close(),
      () => log.log.close(),
      () => accounts.practice.close(),
    ],
    (error) => {
      reportFailure('a part of Keypost could not be closed', error);
    },
  );
  app.on('will-quit', closed);
  return window;
}

/** Loads in advance what the first send or the first query of the log would otherwise have to wait for. */
function warmUp({ log, logReader }: LogServices, { accounts, proxyLogins, keychain }: AccountsServices): void {
  log.start();
  logReader.warmUp();
  if (accounts.expectsKeychain() || proxyLogins.expectsKeychain()) keychain.warmUp();
}
