/** Puts a file that can't be used out of the way, under a dated name, so that nothing is ever lost. */
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** As in `2026-11-24T10-11-12`, in UTC: colons are not allowed in file names everywhere. */
const stamp = (now: Date): string => now.toISOString().slice(0, 19).replaceAll(':', '-');

/**
 * Renames `<name>.json` to `<name>.damaged-<date>.json`, with a number behind it when that name is taken.
 * Returns the new file name. Throws what the file system says.
 */
export function setAside(folder: string, name: string, now: Date): string {
  const base = `${name}.damaged-${stamp(now)}`;
  let kept = `${base}.json`;
  for (let n = 2; existsSync(join(folder, kept)); n++) kept = `${base}-${n}.json`;
  renameSync(join(folder, `${name}.json`), join(folder, kept));
  return kept;
}
