/** The settings on disk. */
import { openStateFile, type StateFile, type StateFolder, type StateKind } from './state-file.ts';
import { SettingsSchema, type Settings } from './settings.ts';

export const defaultSettings: Settings = { theme: 'system', timeoutSeconds: 30, lastAccountId: 'practice' };

const kind: StateKind<Settings> = {
  name: 'settings',
  title: 'settings',
  start: 'the usual settings',
  schema: SettingsSchema,
  upgrades: [],
  initial: defaultSettings,
};

export const openSettingsFile = (folder: StateFolder): StateFile<Settings> => openStateFile(folder, kind);
