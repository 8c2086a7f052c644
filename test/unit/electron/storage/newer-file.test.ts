import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountsKind, AccountStore } from '../../../../electron/accounts/account-store.ts';
import { proxiesKind, ProxyLoginStore } from '../../../../electron/accounts/proxy-login-store.ts';
import { newerFiles } from '../../../../electron/app/newer-files.ts';
import { CatalogFiles } from '../../../../electron/catalog/catalog-files.ts';
import { LogViews, viewsKind } from '../../../../electron/log/views/log-views.ts';
import { presetsKind, PresetStore } from '../../../../electron/presets/preset-store.ts';
import { openSettingsFile, settingsKind } from '../../../../electron/settings/settings-store.ts';
import { defaultSettings } from '../../../../electron/shared/domain/settings.ts';
import { currentVersion } from '../../../../electron/storage/upgrade.ts';
import { openWindowState } from '../../../../electron/window/window-state.ts';
import { NewerFileError } from '../../../../electron/storage/newer-file.ts';
import { tempFolder, type TempFolder } from './temp-folder.ts';

const stamp = (folder: TempFolder, name: string) => {
  const { mtimeMs, ino } = statSync(join(folder.path, name));
  return { bytes: folder.read(name), mtimeMs, ino };
};

const account = { id: 'a', name: 'A', kind: 'test', siteUrl: 'https://a.example', realm: 'r', clientName: '', reviewSends: true } as const;

/** Each essential file, its current version, how to open it, and a change that a person might make. */
const stores = [
  [
    'accounts',
    currentVersion(accountsKind.upgrades),
    (folder: TempFolder) => {
      const store = new AccountStore(folder);
      return () => store.put({ ...account, secret: { backend: 'none', hasClientKey: false } });
    },
  ],
  [
    'presets',
    currentVersion(presetsKind.upgrades),
    (folder: TempFolder) => {
      const store = new PresetStore(folder, () => []);
      return () => store.remove('none');
    },
  ],
  [
    'proxies',
    currentVersion(proxiesKind.upgrades),
    (folder: TempFolder) => {
      const store = new ProxyLoginStore(folder);
      return () => store.put({ scheme: 'http', address: 'p:1', user: 'u', backend: 'memory' });
    },
  ],
  [
    'views',
    currentVersion(viewsKind.upgrades),
    (folder: TempFolder) => {
      const store = new LogViews(folder);
      return () => store.remove('none');
    },
  ],
  [
    'settings',
    currentVersion(settingsKind.upgrades),
    (folder: TempFolder) => {
      const file = openSettingsFile(folder);
      return () => file.save({ ...defaultSettings, theme: 'dark' });
    },
  ],
] as const;

describe.each(stores)('%s.json of a newer Keypost', (name, version, open) => {
  const file = `${name}.json`;

  it.each([version + 1, version + 0.5, 1e300])('of version %d is reported, prevents the start, and stays unchanged', (newer) => {
    const folder = tempFolder();
    folder.write(file, JSON.stringify({ version: newer, ['not known here']: [1, { two: 3 }] }));
    const before = stamp(folder, file);
    expect(newerFiles(folder.path)).toEqual([{ file, version: newer, known: version }]);
    expect(() => open(folder)).toThrow(NewerFileError);
    expect(stamp(folder, file)).toEqual(before);
    expect(folder.files()).toEqual([file]);
    expect(folder.notices).toEqual([]);
  });

  it('is not overwritten if it appears while Keypost runs', () => {
    const folder = tempFolder();
    const change = open(folder);
    folder.write(file, JSON.stringify({ version: version + 1, kept: true }));
    const before = stamp(folder, file);
    change();
    expect(stamp(folder, file)).toEqual(before);
  });

  it('of the current version is not reported', () => {
    const folder = tempFolder();
    open(folder)();
    folder.write(file, JSON.stringify({ version }));
    expect(newerFiles(folder.path)).toEqual([]);
  });
});

it('reports all newer files, and none that cannot be read', () => {
  const folder = tempFolder();
  folder.write('accounts.json', '{"version":9}');
  folder.write('presets.json', '{"version":9');
  folder.write('proxies.json', 'null');
  folder.write('settings.json', '{"version":99,"theme":"sepia"}');
  expect(newerFiles(folder.path).map(({ file }) => file)).toEqual(['accounts.json', 'settings.json']);
  expect(newerFiles(join(folder.path, 'none'))).toEqual([]);
});

it('a newer position of the window is ignored: Keypost starts with the default and never saves', () => {
  const folder = tempFolder();
  folder.write('window.json', '{"version":2,"screens":[]}');
  const before = stamp(folder, 'window.json');
  expect(newerFiles(folder.path)).toEqual([]);
  const window = openWindowState(folder);
  expect(window.get()).toEqual({ bounds: null, maximized: false });
  expect(window.save({ bounds: { x: 1, y: 1, width: 800, height: 600 }, maximized: false })).toMatchObject({
    ok: false,
    error: { code: 'cannotSave', sentence: expect.stringContaining('a newer Keypost wrote its file') as string },
  });
  expect(stamp(folder, 'window.json')).toEqual(before);
  expect(folder.notices).toEqual([]);
});

it('a catalog of a newer Keypost is neither read, written nor removed, and neither are other files', () => {
  const folder = tempFolder();
  const catalogs = join(folder.path, 'catalogs');
  const files = new CatalogFiles(folder.path, folder.openDisk);
  const part = { items: [{ id: 1, name: 'Orders' }], readAt: 1, whole: true };
  const catalog = { realm: 'r', lists: part, templates: part };
  for (const id of ['a', 'b']) expect(files.write(id, catalog)).toBe(true);
  const [ofA, ofB] = [tempFolder(catalogs).files()[0] ?? '', tempFolder(catalogs).files()[1] ?? ''];
  writeFileSync(join(catalogs, 'index.v2.json'), '{}');
  const newer = tempFolder(catalogs);
  const both = [ofA, ofB].map((name) => {
    newer.write(name, '{"version":2,"names":{}}');
    return stamp(newer, name);
  });
  for (const id of ['a', 'b']) {
    expect(files.read(id)).toBeNull();
    expect(files.write(id, catalog)).toBe(false);
  }
  files.keepOnly(['a']);
  files.keepOnly([]);
  expect([ofA, ofB].map((name) => stamp(newer, name))).toEqual(both);
  expect(readFileSync(join(catalogs, 'index.v2.json'), 'utf8')).toBe('{}');
  newer.write(ofA, '{"version":1}');
  files.keepOnly([]);
  expect(newer.files()).not.toContain(ofA);
});
