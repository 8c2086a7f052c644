/** Finds out whether a newer Keypost wrote a database. */
import { basename } from 'node:path';
import type { NewerFile } from '../../storage/newer-file.ts';
import { versionOnDisk } from './version-on-disk.ts';

/** The database, if its schema version on the disk is above `known`; `null` otherwise. */
export function newerDatabase(file: string, known: number): NewerFile | null {
  try {
    const version = versionOnDisk(file);
    return version > known ? { file: basename(file), version, known } : null;
  } catch {
    // Opening it reports why it can't be read.
    return null;
  }
}
