/** The folder for everything that Keypost stores, and for Chromium's own files. */
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { app, dialog } from 'electron';
import { diskReasonText } from '../storage/json-store.ts';
import { textOf } from '../shared/i18n/text.ts';
import type { FolderDoubt } from '../shared/i18n/start-text.ts';
import { folderDoubt, makePrivate } from '../storage/folder-trust.ts';

/** `trouble`: why nothing can be stored there, in a few words. `doubt`: why nothing is stored there until a person has decided. */
export type HomeFolder = { path: string } & (
  { state: 'ready' } | { state: 'unusable'; trouble: string } | { state: 'doubtful'; doubt: FolderDoubt }
);

/** Temporary folder for Chromium, while Keypost only shows why it doesn't start. */
let temporary = '';

/** `KEYPOST_HOME` names another folder, which may be a link. The folder is created, for its owner only, if it doesn't exist. */
export function chooseHomeFolder(): HomeFolder {
  const home = checkFolder(process.env['KEYPOST_HOME'] || app.getPath('userData'));
  // Chromium stores files as well, as soon as anything is shown.
  const kept = home.state === 'ready' ? home.path : (temporary = mkdtempSync(join(tmpdir(), 'keypost-')));
  app.setPath('userData', kept);
  app.setPath('sessionData', kept);
  return home;
}

function checkFolder(named: string): HomeFolder {
  const path = resolve(named);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const doubt = folderDoubt(path);
    if (doubt !== null) return { path, state: 'doubtful', doubt };
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    // Some file systems have no such permissions; nobody else was found to have write access, so Keypost starts all the same.
    tryToMakePrivate(path);
  } catch (error) {
    return { path, state: 'unusable', trouble: `${path}: ${diskReasonText(error)}` };
  }
  return { path, state: 'ready' };
}

/** Shows why Keypost can't start, and exits. Without its folder it could neither keep a log nor be the only instance using it. */
export async function refuseToStart(trouble: string): Promise<void> {
  await app.whenReady();
  process.stderr.write(`Keypost can't start: it can't write its folder (${trouble}).\n`);
  dialog.showErrorBox(textOf({ code: 'start.refused', params: {} }), textOf({ code: 'start.noFolder', params: { reason: trouble } }));
  leave(1);
}

/** Shows who else could change the files in the folder, then exits; if the person chose to make the folder private, Keypost restarts. */
export async function askAboutFolder(folder: string, doubt: FolderDoubt): Promise<void> {
  await app.whenReady();
  const title = textOf({ code: 'start.refused', params: {} });
  const message = textOf({ code: 'start.folderDoubt', params: doubt });
  const detail = textOf({ code: 'start.folderRemedy', params: { folder, doubt } });
  process.stderr.write([title, message, detail, ''].join('\n'));
  const quit = textOf({ code: 'start.quit', params: {} });
  const buttons = doubt.kind === 'writable' ? [quit, textOf({ code: 'start.makePrivate', params: {} })] : [quit];
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title,
    message,
    detail,
    buttons,
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response === 0) {
    leave(1);
    return;
  }
  if (!tryToMakePrivate(folder)) {
    dialog.showErrorBox(title, textOf({ code: 'start.notPrivate', params: { folder } }));
    leave(1);
    return;
  }
  // Chromium can't change to another folder while it is running.
  app.relaunch();
  leave(0);
}

function tryToMakePrivate(folder: string): boolean {
  try {
    return makePrivate(folder);
  } catch {
    return false;
  }
}

function leave(code: number): void {
  try {
    if (temporary !== '') rmSync(temporary, { recursive: true, force: true });
  } catch {
    // Chromium still has it open. It is among the system's temporary files and contains no personal data.
  }
  app.exit(code);
}
