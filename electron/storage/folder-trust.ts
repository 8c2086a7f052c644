/** Whether others could change what lies in Keypost's folder. Windows has neither owners' numbers nor modes: there the system's own rights hold. */
import { chmodSync, statSync, type Stats } from 'node:fs';
import type { FolderDoubt } from '../shared/i18n/start-text.ts';

const ownerOnly = 0o700;
const othersWrite = 0o022;
const othersRights = 0o077;

/**
 * What speaks against keeping anything in `folder`; `null` for nothing. The folder itself may be a link: what counts is where it leads.
 * `ownUser`: this user's number, `null` on Windows. Throws what the file system says.
 */
export function folderDoubt(folder: string, ownUser: number | null = process.getuid?.() ?? null): FolderDoubt | null {
  return ownUser === null ? null : doubtAbout(statSync(folder), ownUser);
}

function doubtAbout({ uid, mode }: Pick<Stats, 'uid' | 'mode'>, ownUser: number): FolderDoubt | null {
  if (uid !== ownUser) return { kind: 'foreignOwner', owner: uid };
  return (mode & othersWrite) === 0 ? null : { kind: 'writable', mode: (mode & 0o777).toString(8).padStart(4, '0') };
}

/**
 * Takes the rights of others away. Whether that was done: some disks know no rights of users. Throws what the file system says.
 */
export function makePrivate(folder: string): boolean {
  if (process.platform === 'win32' || (statSync(folder).mode & othersRights) === 0) return true;
  chmodSync(folder, ownerOnly);
  return (statSync(folder).mode & othersRights) === 0;
}
