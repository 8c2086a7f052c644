/** The disk of the app: electron-store, told where to write so that it never asks Electron. Runs only inside Electron. */
import Store from 'electron-store';
import { diskOptions, type OpenDisk } from './disk.ts';

export const electronDisk: OpenDisk = (folder, name) => new Store<Record<string, unknown>>({ ...diskOptions, cwd: folder, name });
