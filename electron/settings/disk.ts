/** What a state file stands on: electron-store in the app, its base class where there is no Electron. */

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

const words: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'its folder is not a folder',
  EISDIR: 'a folder stands in its place',
  EIO: 'the disk reports an error',
};

/** Why the file system refused, in a few words. */
export function diskWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return words[code] ?? (code === '' ? 'for an unknown reason' : `error ${code}`);
}
