/** Identity of the file that has a name: another file under the same name has another identity, whatever its content. */
import { lstatSync } from 'node:fs';

/** Device and inode; empty where there is no such file. Links are not followed. */
export function identityOf(file: string): string {
  const found = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : '';
}
