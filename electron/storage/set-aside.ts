/** Puts a file that can't be used out of the way, under a dated name, so that nothing is ever lost. */
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { entryAt } from './own-file.ts';

/** As in `2026-11-24T10-11-12`, in UTC: colons are not allowed in file names everywhere. */
const stamp = (now: Date): string => now.toISOString().slice(0, 19).replaceAll(':', '-');

/**
 * A name that is free, also for what SQLite keeps beside a database: `<name>.damaged-<date>.<extension>`, with a number in it when that one is
 * taken. `why` takes the place of `damaged`.
 */
export function asideName(folder: string, name: string, extension: string, now: Date, why: 'damaged' | 'kept' = 'damaged'): string {
  const base = `${name}.${why}-${stamp(now)}`;
  const isTaken = (file: string): boolean => ['', '-wal', '-shm'].some((end) => entryAt(join(folder, `${file}${end}`)) !== null);
  let free = `${base}.${extension}`;
  for (let n = 2; isTaken(free); n++) free = `${base}-${n}.${extension}`;
  return free;
}

/** Renames `<name>.json`. Returns the new file name. Throws what the file system says. */
export function setAside(folder: string, name: string, now: Date): string {
  const kept = asideName(folder, name, 'json', now);
  renameSync(join(folder, `${name}.json`), join(folder, kept));
  return kept;
}
