/** Why Keypost doesn't start. */

/** Why nothing is kept in a folder: another user (by number) owns it, or others may write there (by its mode, such as `0777`). */
export type FolderDoubt = { kind: 'foreignOwner'; owner: number } | { kind: 'writable'; mode: string };

const setHome = 'set KEYPOST_HOME to a folder of your own';

export const startText = {
  'start.refused': (_: object): string => 'Keypost can’t start',
  'start.newerFiles': ({ files }: { files: number }): string =>
    files === 1
      ? 'A newer Keypost wrote this file, and this version can’t read it. Nothing was changed.'
      : 'A newer Keypost wrote these files, and this version can’t read them. Nothing was changed.',
  /** `version` stands in the file, `known` is the newest that this Keypost reads. */
  'start.newerFile': ({ file, version, known }: { file: string; version: number; known: number }): string =>
    `${file}: version ${version}; this Keypost reads version ${known} and older.`,
  'start.newerRemedy': ({ folder }: { folder: string }): string =>
    `Install the newer Keypost again: your accounts, presets and log are all there. To use this version meanwhile, start it with another folder (set KEYPOST_HOME).\n\nFolder: ${folder}`,
  /** `reason`: a path, and why it can't be used, in a few words. */
  'start.noFolder': ({ reason }: { reason: string }): string =>
    `Keypost can't write its folder (${reason}). Fix this, or set KEYPOST_HOME to another folder.`,
  'start.folderDoubt': ({ kind }: FolderDoubt): string =>
    kind === 'foreignOwner'
      ? 'Another user owns Keypost’s folder and could change your accounts, presets and log. Keypost has kept nothing in it.'
      : 'Other users of this computer could change your accounts, presets and log: they may write in Keypost’s folder. Keypost has kept nothing in it.',
  'start.folderRemedy': ({ folder, doubt }: { folder: string; doubt: FolderDoubt }): string =>
    doubt.kind === 'foreignOwner'
      ? `Take the folder over (chown), or ${setHome}.\n\nFolder: ${folder}\nOwner: user ${doubt.owner}`
      : `Make the folder private (mode 0700), or ${setHome}. If others may have written there already, check your accounts before you send.\n\nFolder: ${folder}\nMode: ${doubt.mode}`,
  'start.makePrivate': (_: object): string => 'Make it private and start',
  'start.notPrivate': ({ folder }: { folder: string }): string =>
    `The folder can't be made private: its disk has no rights of users, or refuses to change them. To start Keypost, ${setHome}.\n\nFolder: ${folder}`,
  'start.quit': (_: object): string => 'Quit',
  'start.showFolder': (_: object): string => 'Show folder',
};
