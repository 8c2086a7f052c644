/** Which file stands under a name: another one in its place has another identity, whatever it holds. */
import { statSync } from 'node:fs';

/** Empty where there is no such file. */
export function identityOf(file: string): string {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : '';
}
