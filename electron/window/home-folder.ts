/** The folder for everything that Keypost keeps, and for Chromium's own files. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { app, dialog } from 'electron';
import { diskWords } from '../settings/disk.ts';

export interface HomeFolder {
  path: string;
  /** Why nothing can be kept there; empty when it can. */
  trouble: string;
}

/** `KEYPOST_HOME` names another folder; made, for its owner only, where it is missing. */
export function chooseHomeFolder(): HomeFolder {
  const named = process.env['KEYPOST_HOME'];
  const path = named === undefined || named === '' ? app.getPath('userData') : resolve(named);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    return { path, trouble: `${path}: ${diskWords(error)}` };
  }
  app.setPath('userData', path);
  app.setPath('sessionData', path);
  return { path, trouble: '' };
}

/** Says why Keypost can't start, and ends it. Without its folder it could neither keep a log nor be the only one on it. */
export async function refuseToStart({ trouble }: HomeFolder): Promise<void> {
  await app.whenReady();
  process.stderr.write(`Keypost can't start: it can't write its folder (${trouble}).\n`);
  dialog.showErrorBox('Keypost can’t start', `It can't write its folder (${trouble}). Fix this, or set KEYPOST_HOME to another folder.`);
  app.exit(1);
}
