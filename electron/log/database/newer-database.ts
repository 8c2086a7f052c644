/** Whether a newer Keypost wrote a database. */
import { basename } from 'node:path';
import type { NewerFile } from '../../storage/newer-file.ts';
import { versionOnDisk } from './version-on-disk.ts';

/** A database of a schema above `known`, as it stands on the disk. */
export function newerDatabase(file: string, known: number): NewerFile | null {
  try {
    const version = versionOnDisk(file);
    return version > known ? { file: basename(file), version, known } : null;
  } catch {
    // That it can't be read is told when it is opened.
    return null;
  }
}
