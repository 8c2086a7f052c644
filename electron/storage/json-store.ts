/** Access to a single JSON file: electron-store in the app, its base class where there is no Electron. */

import { join } from 'node:path';
import { textOf } from '../shared/i18n/text.ts';
import { diskProblem } from './disk-problem.ts';
import { assertOwnFile, maxStateBytes } from './own-file.ts';

/** The whole content of one file. Reading and writing throw errors of the file system; writing is atomic. */
export interface JsonStore {
  store: Record<string, unknown>;
}

/**
 * Opens `<folder>/<name>.json` without creating it. Throws a `SyntaxError` if the file isn't valid JSON, and errors of the file system if
 * it can't be read.
 */
export type OpenJsonStore = (folder: string, name: string) => JsonStore;

/**
 * As `OpenJsonStore`, for a folder whose content is not trusted: anything but a plain file, or a file that is far too large, is neither
 * read nor written. It throws `ForeignFileError` when it is opened, read or written.
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

/** Options for everything that opens a JSON file. Keypost handles damaged files itself, and dots in a key have no meaning. */
export const diskOptions = {
  fileExtension: 'json',
  configFileMode: 0o600,
  clearInvalidConfig: false,
  accessPropertiesByDotNotation: false,
  watch: false,
} as const;

/** Why the file system failed, in a few words. */
export const diskReasonText = (error: unknown): string => textOf({ code: 'disk.reason', params: diskProblem(error) });
