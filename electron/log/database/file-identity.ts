/** Which file stands under a name: another one in its place has another identity, whatever it holds. */
import { lstatSync } from 'node:fs';

/** Empty where there is no such file. A link has an identity of its own. */
export function identityOf(file: string): string {
  const found = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : '';
}
