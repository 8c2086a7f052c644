/** The folder for everything that Keypost stores, and for Chromium's own files. */
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import { diskReasonText } from '../storage/json-store.ts';
import type { FolderDoubt } from '../shared/i18n/start-text.ts';
import { folderDoubt, makePrivate } from '../storage/folder-trust.ts';

/** `problem`: why nothing can be stored there, in a few words. `doubt`: why nothing is stored there until a person has decided. */
export type HomeFolder = { path: string } & (
  { state: 'ready' } | { state: 'unusable'; problem: string } | { state: 'doubtful'; doubt: FolderDoubt }
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
    return { path, state: 'unusable', problem: `${path}: ${diskReasonText(error)}` };
  }
  return { path, state: 'ready' };
}

/** Returns whether only its owner has access to the folder now. */
export function tryToMakePrivate(folder: string): boolean {
  try {
    return makePrivate(folder);
  } catch {
    return false;
  }
}

/** Removes the folder that Chromium used because nothing is stored in Keypost's own. */
export function removeTemporaryFolder(): void {
  try {
    if (temporary !== '') rmSync(temporary, { recursive: true, force: true });
  } catch {
    // Chromium still has it open. It is among the system's temporary files and contains no personal data.
  }
}
