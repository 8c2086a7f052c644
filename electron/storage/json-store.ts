/** What a state file stands on: electron-store in the app, its base class where there is no Electron. */

import { join } from 'node:path';
import { textOf } from '../shared/i18n/text.ts';
import { diskProblem } from './disk-problem.ts';
import { assertOwnFile, maxStateBytes } from './own-file.ts';

/** The whole content of one file. Reading and writing throw what the file system says; writing is atomic. */
export interface JsonStore {
  store: Record<string, unknown>;
}

/**
 * Opens `<folder>/<name>.json`, without creating it. Throws a `SyntaxError` when the file holds no JSON, and what the file
 * system says when it can't be read.
 */
export type OpenJsonStore = (folder: string, name: string) => JsonStore;

/**
 * As `OpenDisk`, of a folder whose content is not trusted: what is no plain file is neither read nor written, and neither is one that is far
 * too large. Throws `ForeignFileError` then, whenever it is read or written.
 */
export function openOwnJsonStore(openDisk: OpenJsonStore, folder: string, name: string): JsonStore {
  const assertOwn = (): unknown => assertOwnFile(join(folder, `${name}.json`), { maxBytes: maxStateBytes });
  assertOwn();
  const disk = openDisk(folder, name);
  return {
    get store() {
      assertOwn();
      return disk.store;
    },
    set store(content) {
      assertOwn();
      disk.store = content;
    },
  };
}

/** Options shared by everything that opens a disk. Damage is ours to handle, and no key is a path. */
export const diskOptions = {
  fileExtension: 'json',
  configFileMode: 0o600,
  clearInvalidConfig: false,
  accessPropertiesByDotNotation: false,
  watch: false,
} as const;

/** Why the file system refused, in a few words. */
export const diskReasonText = (error: unknown): string => textOf({ code: 'disk.reason', params: diskProblem(error) });
