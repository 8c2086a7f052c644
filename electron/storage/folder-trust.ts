/**
 * Checks whether other users could change files in Keypost's folder. Windows has neither numeric owners nor modes; there the system's own
 * permissions apply.
 */
import { chmodSync, statSync, type Stats } from 'node:fs';
import type { FolderDoubt } from '../shared/i18n/start-text.ts';

const ownerOnly = 0o700;
const othersWrite = 0o022;
const othersRights = 0o077;

/**
 * Why `folder` can't be trusted; `null` if it can. The folder may be a link; its target is checked. `ownUser`: this user's numeric id,
 * `null` on Windows. Throws errors of the file system.
 */
export function folderDoubt(folder: string, ownUser: number | null = process.getuid?.() ?? null): FolderDoubt | null {
  return ownUser === null ? null : doubtAbout(statSync(folder), ownUser);
}

function doubtAbout({ uid, mode }: Pick<Stats, 'uid' | 'mode'>, ownUser: number): FolderDoubt | null {
  if (uid !== ownUser) return { kind: 'foreignOwner', owner: uid };
  return (mode & othersWrite) === 0 ? null : { kind: 'writable', mode: (mode & 0o777).toString(8).padStart(4, '0') };
}

/**
 * Removes all permissions of other users. Returns whether that worked: some file systems have no permissions. Throws errors of the file
 * system.
 */
export function makePrivate(folder: string): boolean {
  if (process.platform === 'win32' || (statSync(folder).mode & othersRights) === 0) return true;
  chmodSync(folder, ownerOnly);
  return (statSync(folder).mode & othersRights) === 0;
}
