/** Checks whether a file that a person chose as a target is one of Keypost's own, so that Keypost's data is never overwritten. */
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** True for everything inside `folder`, at any depth, and for every other path to a file in it, whatever links are involved. */
export function isOwnTarget(folder: string, target: string): boolean {
  return isBelow(folder, realOf(dirname(target))) || namesIn(folder).some((name) => isSame(join(folder, name), target));
}

function isBelow(folder: string, below: string): boolean {
  if (isSame(folder, below)) return true;
  const above = dirname(below);
  return above !== below && isBelow(folder, above);
}

/** Whether both paths lead to the same file or folder. */
function isSame(one: string, other: string): boolean {
  const [first, second] = [identityOf(one), identityOf(other)];
  return first === null || second === null ? one === other : first === second;
}

/** `null` if there is nothing at this path or it can't be accessed. */
function identityOf(path: string): string | null {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return null;
  }
}

/** If the folder doesn't exist yet, its path is taken as it is. */
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
