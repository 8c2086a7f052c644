/** Renames a file that can't be used, with the date in its new name, so that no data is ever lost. */
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { entryAt } from './own-file.ts';

/** UTC, as in `2026-11-24T10-11-12`. Colons are not allowed in file names on every system. */
const stamp = (now: Date): string => now.toISOString().slice(0, 19).replaceAll(':', '-');

/**
 * Returns a free name, which is also free for the files that SQLite keeps beside a database: `<name>.damaged-<date>.<extension>`, with a
 * number added if that is taken. `why` replaces `damaged`.
 */
export function asideName(folder: string, name: string, extension: string, now: Date, why: 'damaged' | 'kept' = 'damaged'): string {
  const base = `${name}.${why}-${stamp(now)}`;
  const isTaken = (file: string): boolean => ['', '-wal', '-shm'].some((end) => entryAt(join(folder, `${file}${end}`)) !== null);
  let free = `${base}.${extension}`;
  for (let n = 2; isTaken(free); n++) free = `${base}-${n}.${extension}`;
  return free;
}

/** Renames `<name>.json` and returns the new file name. Throws errors of the file system. */
export function setAside(folder: string, name: string, now: Date): string {
  const kept = asideName(folder, name, 'json', now);
  renameSync(join(folder, `${name}.json`), join(folder, kept));
  return kept;
}
