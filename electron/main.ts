/** The main process: one Keypost a folder, started only on files that it understands. */
import { app, type BrowserWindow } from 'electron';
import { appContext } from './app/app-context.ts';
import { newerFiles } from './app/newer-files.ts';
import { startApp } from './app/start-app.ts';
import { NewerFileError } from './storage/newer-file.ts';
import { registerSchemes } from './window/schemes.ts';
import { chooseHomeFolder } from './window/data-folder.ts';
import { lockDownProcess } from './window/lock-down.ts';
import { bringToFront } from './window/main-window.ts';
import { pageSource } from './window/page-source.ts';
import { refuseNewerFiles } from './window/refuse-newer-files.ts';
import { askAboutFolder, refuseUnusableFolder } from './window/refuse-unusable-folder.ts';

const home = chooseHomeFolder();
const folder = home.path;
const page = pageSource(app.isPackaged ? undefined : process.env['KEYPOST_DEV_URL']);
registerSchemes();
lockDownProcess();

let window: BrowserWindow | undefined;

function startOrRefuse(): void {
  const newer = newerFiles(folder);
  if (newer.length > 0) {
    void refuseNewerFiles(folder, newer);
    return;
  }
  try {
    window = startApp(appContext(folder, __dirname, page));
  } catch (error) {
    if (!(error instanceof NewerFileError)) throw error;
    void refuseNewerFiles(folder, [error.newer]);
  }
}

app.on('second-instance', () => {
  if (window && !window.isDestroyed()) bringToFront(window);
});
app.on('window-all-closed', () => {
  app.quit();
});

if (home.state === 'unusable') void refuseUnusableFolder(home.problem);
else if (home.state === 'doubtful') void askAboutFolder(home.path, home.doubt);
else if (app.requestSingleInstanceLock()) void app.whenReady().then(startOrRefuse);
else app.exit(0);
