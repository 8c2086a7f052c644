/** What a state file stands on: electron-store in the app, its base class where there is no Electron. */

import { textOf } from '../shared/i18n/text.ts';
import { diskProblem } from '../storage/disk-problem.ts';

/** The whole content of one file. Reading and writing throw what the file system says; writing is atomic. */
export interface Disk {
  store: Record<string, unknown>;
}

/**
 * Opens `<folder>/<name>.json`, without creating it. Throws a `SyntaxError` when the file holds no JSON, and what the file
 * system says when it can't be read.
 */
export type OpenDisk = (folder: string, name: string) => Disk;

/** Options shared by everything that opens a disk. Damage is ours to handle, and no key is a path. */
export const diskOptions = {
  fileExtension: 'json',
  configFileMode: 0o600,
  clearInvalidConfig: false,
  accessPropertiesByDotNotation: false,
  watch: false,
} as const;

/** Why the file system refused, in a few words. */
export const diskWords = (error: unknown): string => textOf({ code: 'disk.reason', params: diskProblem(error) });
