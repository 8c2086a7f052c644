/** Whether a newer Keypost wrote the log; it must neither be changed then, nor may Keypost start without it. */
import { basename } from 'node:path';
import type { NewerFile } from '../../storage/newer-file.ts';
import { entryAt } from '../../storage/own-file.ts';
import { carriedFile } from '../mend.ts';
import { migrations } from '../migrations.ts';
import { versionOnDisk } from './version-on-disk.ts';

/** The log, or what would take its place because it was being replaced when Keypost stopped. `null` also where it can't be read. */
export const newerLog = (log: string): NewerFile | null => newerDatabase(entryAt(log) !== null ? log : carriedFile(log), migrations.length);

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
