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

/** What may stand in the place of a file or a folder of Keypost: what it is, and what to put there. Each follows the name that it stands under. */
const foreign = {
  link: 'is a link, and Keypost follows no links in its folder: put the real one in its place',
  hardLink: 'has another name elsewhere (a hard link), where Keypost would change it, too: put a copy in its place',
  pipe: 'is a pipe and not a file: move it away',
  socket: 'is a socket and not a file: move it away',
  device: 'is a device and not a file: move it away',
  folder: 'is a folder and not a file: move it away',
  notFolder: 'is not a folder: move it away',
  tooLong: 'is larger than any that Keypost writes: move it away',
} as const;

export type ForeignKind = keyof typeof foreign;

export type DiskProblemKind = keyof typeof reasons | 'foreign' | 'other';

export type DiskProblem =
  /** With, for `other`, the system's code; empty where there is none. */
  | { kind: Exclude<DiskProblemKind, 'foreign'>; systemCode: string }
  /** Something else stands under the name of a file or a folder of Keypost. */
  | { kind: 'foreign'; file: string; is: ForeignKind };

const reasonText = (problem: DiskProblem): string => {
  if (problem.kind === 'foreign') return `${problem.file} ${foreign[problem.is]}`;
  if (problem.kind !== 'other') return reasons[problem.kind][0];
  return problem.systemCode === '' ? 'for an unknown reason' : `error ${problem.systemCode}`;
};

export const diskText = {
  'disk.reason': reasonText,
  'disk.help': ({ kind }: DiskProblem): string => {
    if (kind === 'foreign') return 'Do that, then try again.';
    return kind === 'other' ? 'Correct that and try again.' : reasons[kind][1];
  },
  /** Lists and templates are then read anew at every start. */
  'disk.catalogs': (problem: DiskProblem): string =>
    `Keypost can't keep the lists and templates that it reads from WhatCounts (${reasonText(problem)}). Nothing was changed there.`,
};
