/** Files in Keypost's folder that a newer version of Keypost wrote. This version must neither change them nor start without them. */
import { join } from 'node:path';
import { currentVersion, isNewer, type Upgrade } from './upgrade.ts';
import { maxStateBytes, readOwnFile } from './own-file.ts';

/** A file in a format that this version of Keypost doesn't know. */
export interface NewerFile {
  /** Its name within Keypost's folder. */
  file: string;
  /** The version number in the file. */
  version: number;
  /** The newest version that this Keypost can read. */
  known: number;
}

export class NewerFileError extends Error {
  constructor(readonly newer: NewerFile) {
    super(`${newer.file} was written by a newer Keypost (version ${newer.version}, known up to ${newer.known})`);
  }
}

/** Returns the state file `<name>.json` in `folder` if a newer Keypost wrote it; otherwise, or if it can't be read, `null`. */
export function newerStateFile(folder: string, { name, upgrades }: { name: string; upgrades: readonly Upgrade[] }): NewerFile | null {
  const file = `${name}.json`;
  try {
    const content: unknown = JSON.parse(readOwnFile(join(folder, file), maxStateBytes).toString('utf8'));
    const version: unknown = typeof content === 'object' && content !== null ? Reflect.get(content, 'version') : undefined;
    return isNewer(version, upgrades) ? { file, version, known: currentVersion(upgrades) } : null;
  } catch {
    // A file that isn't JSON or can't be read is reported when it is opened.
    return null;
  }
}
