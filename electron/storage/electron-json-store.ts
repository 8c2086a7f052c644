/**
 * The app's implementation of OpenJsonStore: electron-store with an explicit folder, so that it doesn't ask Electron for one. Runs only
 * inside Electron.
 */
import Store from 'electron-store';
import { diskOptions, type OpenJsonStore } from './json-store.ts';

export const openElectronJsonStore: OpenJsonStore = (folder, name) =>
  new Store<Record<string, unknown>>({ ...diskOptions, cwd: folder, name });
