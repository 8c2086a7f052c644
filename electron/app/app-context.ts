/** What every compose function needs: where Keypost keeps its files, and how it reports problems with them. */
import { emit } from '../ipc/serve.ts';
import { openElectronJsonStore } from '../storage/electron-json-store.ts';
import type { StateFolder } from '../storage/state-file.ts';
import type { PageSource } from '../window/page-source.ts';
import { Notices } from './notices.ts';

export interface AppContext {
  /** Keypost's folder. */
  folder: string;
  /** The folder of the bundles: page, preload script and child processes. */
  scripts: string;
  page: PageSource;
  /** The small state files in Keypost's folder. */
  files: StateFolder;
  notices: Notices;
  /** Milliseconds since 1970. */
  now: () => number;
}

export function appContext(folder: string, scripts: string, page: PageSource): AppContext {
  const notices = new Notices((notice) => {
    emit('noticeAdded', notice);
  });
  const files = { path: folder, openDisk: openElectronJsonStore, now: () => new Date(), notify: notices.add };
  return { folder, scripts, page, files, notices, now: () => Date.now() };
}
