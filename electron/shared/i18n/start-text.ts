/** Why Keypost doesn't start. */

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
  'start.quit': (_: object): string => 'Quit',
  'start.showFolder': (_: object): string => 'Show folder',
};
