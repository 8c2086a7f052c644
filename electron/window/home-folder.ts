/** The folder for everything that Keypost keeps, and for Chromium's own files. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { app } from 'electron';

/** `KEYPOST_HOME` names another folder; made, for its owner only, where it is missing. Throws what the file system says. */
export function chooseHomeFolder(): string {
  const named = process.env['KEYPOST_HOME'];
  const folder = named === undefined || named === '' ? app.getPath('userData') : resolve(named);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath('userData', folder);
  app.setPath('sessionData', folder);
  return folder;
}
