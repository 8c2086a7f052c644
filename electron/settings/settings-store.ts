/** The settings on disk. */
import { openStateFile, type StateFile, type StateFolder, type StateKind } from '../storage/state-file.ts';
import type { Upgrade } from '../storage/upgrade.ts';
import { defaultSettings, SettingsSchema, type Settings } from '../shared/domain/settings.ts';

/** Version 2 has the connection timeout, the duplicate guard and the undo period; their defaults of that day stand here for ever. */
const toVersion2: Upgrade = (settings) => ({ connectTimeoutSeconds: 10, duplicateHours: 24, undoSeconds: 0, ...settings });

/** Version 3 has what the log keeps and how it is shown. */
const toVersion3: Upgrade = (settings) => ({
  keepEntriesDays: 0,
  keepBodiesDays: 0,
  keepEntriesMegabytes: 0,
  keepBodiesMegabytes: 0,
  logColumns: ['time', 'outcome', 'account', 'list', 'template', 'customerKey', 'preset', 'status', 'duration'],
  logPicture: true,
  ...settings,
});

/** Version 4 has the settings about recipients. */
const toVersion4: Upgrade = (settings) => ({ lookUp: true, logContact: false, recentKeys: true, ...settings });

export const settingsKind: StateKind<Settings> = {
  name: 'settings',
  title: 'settings',
  start: 'the usual settings',
  schema: SettingsSchema,
  upgrades: [toVersion2, toVersion3, toVersion4],
  initial: defaultSettings,
};

export const openSettingsFile = (folder: StateFolder): StateFile<Settings> => openStateFile(folder, settingsKind);
