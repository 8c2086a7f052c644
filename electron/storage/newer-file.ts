/** Files in Keypost's folder that a newer Keypost wrote: this one must neither change them nor start without them. */
import { join } from 'node:path';
import { currentVersion, isNewer, type Upgrade } from './upgrade.ts';
import { maxStateBytes, readOwnFile } from './own-file.ts';

/** A file whose form this Keypost doesn't know. */
export interface NewerFile {
  /** Its name in Keypost's folder. */
  file: string;
  /** The version that stands in it. */
  version: number;
  /** The newest version that this Keypost reads. */
  known: number;
}

export class NewerFileError extends Error {
  constructor(readonly newer: NewerFile) {
    super(`${newer.file} was written by a newer Keypost (version ${newer.version}, known up to ${newer.known})`);
  }
}

/** The state file `<name>.json` in `folder` if a newer Keypost wrote it; otherwise, and where it can't be read, `null`. */
export function newerStateFile(folder: string, { name, upgrades }: { name: string; upgrades: readonly Upgrade[] }): NewerFile | null {
  const file = `${name}.json`;
  try {
    const content: unknown = JSON.parse(readOwnFile(join(folder, file), maxStateBytes).toString('utf8'));
    const version: unknown = typeof content === 'object' && content !== null ? Reflect.get(content, 'version') : undefined;
    return isNewer(version, upgrades) ? { file, version, known: currentVersion(upgrades) } : null;
  } catch {
    // What is no JSON, or can't be read, is reported when the file is opened.
    return null;
  }
}
