/** Why a file of Keypost could not be read or written: one reason a cause, to stand inside a sentence, and what helps. */

/** Each reason with what to do about it. Sentences that contain a reason end with that. */
const reasons = {
  full: ['the disk is full', 'Free some space, then try again.'],
  quota: ['your disk quota is used up', 'Remove files of yours, or ask for more quota, then try again.'],
  readOnlyDisk: ['the disk is read-only', 'Make it writable, then try again.'],
  readOnlyFile: ['its file is read-only', 'Make it writable, then try again.'],
  denied: ['permission denied', 'Give your user the right to its folder, then try again.'],
  protected: ['the system protects it against changes', 'Take the protection off (for example chattr -i), then try again.'],
  ioError: ['the disk reports an error', 'Check the disk, and save a copy of Keypost’s folder elsewhere.'],
  inUse: ['another program is using it', 'Close that program, then try again.'],
  locked: ['another program has locked it', 'Close that program, then try again.'],
  held: ['another Keypost uses this folder', 'Close the other one, then try again.'],
  noLocks: ['this disk can’t lock files', 'Move Keypost’s folder to a local disk (KEYPOST_HOME names another one).'],
  tooManyFiles: ['too many files are open', 'Close other programs, then try again.'],
  nameTooLong: ['its path is too long', 'Give Keypost a folder with a shorter path (KEYPOST_HOME names another one).'],
  linkLoop: ['links in its path lead in a circle', 'Correct the link, then try again.'],
  isFolder: ['a folder stands in its place', 'Move that folder away, then try again.'],
  notFolder: ['its folder is not a folder', 'Move the file in its place away, then try again.'],
  missing: ['it is not there', 'Put it back, or start Keypost again.'],
  tooBig: ['it is too big for this disk', 'Use another disk, then try again.'],
  noMemory: ['there is too little memory', 'Close other programs, then try again.'],
  notOpened: ['its file could not be opened', 'Check the folder’s rights, then try again.'],
  damaged: ['its file is damaged', 'Start Keypost again: it repairs what it can.'],
  notLog: ['its file is not a log', 'Move that file away, then try again.'],
} as const satisfies Record<string, readonly [reason: string, help: string]>;

export type DiskProblemKind = keyof typeof reasons | 'other';

/** A kind with, for `other`, the system's code; empty where there is none. */
export interface DiskProblem {
  kind: DiskProblemKind;
  systemCode: string;
}

export const diskText = {
  'disk.reason': ({ kind, systemCode }: DiskProblem): string => {
    if (kind !== 'other') return reasons[kind][0];
    return systemCode === '' ? 'for an unknown reason' : `error ${systemCode}`;
  },
  'disk.help': ({ kind }: DiskProblem): string => (kind === 'other' ? 'Correct that and try again.' : reasons[kind][1]),
};
