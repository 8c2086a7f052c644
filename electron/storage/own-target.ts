/** Whether a file that a person chose is one of Keypost's own: nothing else is written over its data. */
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** True for all in `folder` or below it, and for every other name of a file that lies there, whatever links lead where. */
export function isOwnTarget(folder: string, target: string): boolean {
  return isBelow(folder, realOf(dirname(target))) || namesIn(folder).some((name) => isSame(join(folder, name), target));
}

function isBelow(folder: string, below: string): boolean {
  if (isSame(folder, below)) return true;
  const above = dirname(below);
  return above !== below && isBelow(folder, above);
}

/** Whether both lead to the same file or folder. */
function isSame(one: string, other: string): boolean {
  const [first, second] = [identityOf(one), identityOf(other)];
  return first === null || second === null ? one === other : first === second;
}

/** `null` where there is nothing, or nothing that could be looked at. */
function identityOf(path: string): string | null {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return null;
  }
}

/** A folder that is not there (yet) is where its name says. */
function realOf(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
