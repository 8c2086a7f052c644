/** The disk of the app: electron-store with an explicit folder, so that it doesn't ask Electron for one. Runs only inside Electron. */
import Store from 'electron-store';
import { diskOptions, type OpenDisk } from './json-store.ts';

export const electronDisk: OpenDisk = (folder, name) => new Store<Record<string, unknown>>({ ...diskOptions, cwd: folder, name });
