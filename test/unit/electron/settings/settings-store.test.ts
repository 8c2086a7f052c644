import { expect, it } from 'vitest';
import { openSettingsFile } from '../../../../electron/settings/settings-store.ts';
import { defaultSettings } from '../../../../electron/shared/domain/settings.ts';
import { tempFolder } from '../storage/temp-folder.ts';

it('upgrades settings of the first version and keeps their values', () => {
  const folder = tempFolder();
  folder.write('settings.json', JSON.stringify({ version: 1, theme: 'dark', timeoutSeconds: 45, lastAccountId: 'a' }));
  expect(openSettingsFile(folder).data).toEqual({ ...defaultSettings, theme: 'dark', timeoutSeconds: 45, lastAccountId: 'a' });
});

it.each([
  ['connectTimeoutSeconds', 0, 61],
  ['duplicateHours', -1, 721],
  ['undoSeconds', -1, 11],
] as const)('sets a file aside whose %s is %d or %d', (field, low, high) => {
  for (const value of [low, high]) {
    const folder = tempFolder();
    folder.write('settings.json', JSON.stringify({ version: 2, ...defaultSettings, theme: 'dark', [field]: value }));
    expect(openSettingsFile(folder).data).toEqual(defaultSettings);
  }
});

it('upgrades settings of the third version: recipients are looked up, and only their keys are kept', () => {
  const folder = tempFolder();
  const { lookUp: _, logContact: __, recentKeys: ___, ...third } = defaultSettings;
  folder.write('settings.json', JSON.stringify({ version: 3, ...third, theme: 'dark' }));
  expect(openSettingsFile(folder).data).toEqual({ ...third, theme: 'dark', lookUp: true, logContact: false, recentKeys: true });
});
