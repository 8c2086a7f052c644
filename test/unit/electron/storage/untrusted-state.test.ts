/** Entries in the place of state files are not trusted: no link is followed out of the folder, and nothing blocks the start. */
import {
  chmodSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AccountStore } from '../../../../electron/accounts/account-store.ts';
import { ProxyLoginStore } from '../../../../electron/accounts/proxy-login-store.ts';
import { newerFiles } from '../../../../electron/app/newer-files.ts';
import { CatalogFiles } from '../../../../electron/catalog/catalog-files.ts';
import { LogViews } from '../../../../electron/log/views/log-views.ts';
import { PresetStore } from '../../../../electron/presets/preset-store.ts';
import { openSettingsFile } from '../../../../electron/settings/settings-store.ts';
import { defaultSettings } from '../../../../electron/shared/domain/settings.ts';
import { openWindowState } from '../../../../electron/window/window-state.ts';
import { elsewhere, makeable, makers, type Maker } from './foreign-entries.ts';
import { tempFolder, type TempFolder } from './temp-folder.ts';

const outside = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'keypost-outside-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** Each state file, and a change of it. */
const stores: readonly (readonly [name: string, change: (folder: TempFolder) => { ok: boolean }])[] = [
  ['accounts', (folder) => new AccountStore(folder).remove('none')],
  ['presets', (folder) => new PresetStore(folder, () => []).save([])],
  ['proxies', (folder) => new ProxyLoginStore(folder).remove({ scheme: 'http', address: 'p:1' })],
  ['views', (folder) => new LogViews(folder).remove('none')],
  ['settings', (folder) => openSettingsFile(folder).save({ ...defaultSettings, theme: 'dark' })],
  ['window', (folder) => openWindowState(folder).save({ bounds: null, maximized: true })],
];
const inPlace: readonly [Maker, string][] = [
  ['link', 'is a link, and Keypost follows no links in its folder: put the real one in its place'],
  ['pipe', 'is a pipe and not a file: move it away'],
  ['device', 'is a device and not a file: move it away'],
  ['socket', 'is a socket and not a file: move it away'],
  ['folder', 'is a folder and not a file: move it away'],
];

describe.each(stores)('in the place of %s.json', (name, change) => {
  const file = `${name}.json`;

  it.each(inPlace.filter(([maker]) => makeable(maker)))(
    'a %s is named, never followed, read or written, and left there',
    async (maker, text) => {
      const folder = tempFolder();
      const target = elsewhere(outside(), '{"version":1}');
      await makers[maker](join(folder.path, file), target.path);
      expect(newerFiles(folder.path)).toEqual([]);
      expect(change(folder).ok).toBe(false);
      expect(folder.notices[0]).toContain(`(${file} ${text}). It was left as it is`);
      expect(folder.files()).toEqual([file]);
      expect(target.untouched()).toBe(true);
    },
  );

  it('a dangling link creates no file', () => {
    const folder = tempFolder();
    const target = join(outside(), 'not-there');
    symlinkSync(target, join(folder.path, file));
    expect(change(folder).ok).toBe(false);
    expect(folder.notices[0]).toContain(`${file} is a link`);
    expect(statSync(target, { throwIfNoEntry: false })).toBeUndefined();
  });

  it('a file that is much too large is set aside unread', () => {
    const folder = tempFolder();
    const handle = openSync(join(folder.path, file), 'w');
    // Like `truncate -s 8G`: longer than any string in JavaScript.
    ftruncateSync(handle, 8 * 1024 ** 3);
    closeSync(handle);
    const before = performance.now();
    expect(newerFiles(folder.path)).toEqual([]);
    change(folder);
    expect(performance.now() - before).toBeLessThan(500);
    expect(folder.notices[0]).toContain(`It was kept as ${name}.damaged-2026-11-24T10-11-12.json`);
  });
});

it('a link that replaces a state file while Keypost runs is not followed by a write', () => {
  const folder = tempFolder();
  const target = elsewhere(outside(), '{"version":1,"theme":"dark"}');
  const file = openSettingsFile(folder);
  expect(file.save(defaultSettings).ok).toBe(true);
  unlinkSync(join(folder.path, 'settings.json'));
  symlinkSync(target.path, join(folder.path, 'settings.json'));
  expect(file.save({ ...defaultSettings, theme: 'dark' })).toMatchObject({
    ok: false,
    error: { sentence: expect.stringContaining('settings.json is a link') as string },
  });
  expect(target.untouched()).toBe(true);
});

it('a file that is set aside never replaces a dangling link', () => {
  const folder = tempFolder();
  symlinkSync(join(outside(), 'nowhere'), join(folder.path, 'settings.damaged-2026-11-24T10-11-12.json'));
  folder.write('settings.json', 'no JSON');
  openSettingsFile(folder);
  expect(folder.files()).toContain('settings.damaged-2026-11-24T10-11-12-2.json');
});

describe('the folder of the catalogs', () => {
  const part = { items: [{ id: 1, name: 'Orders' }], readAt: 1, whole: true };
  const catalog = { realm: 'r', lists: part, templates: part };
  const open = (folder: TempFolder) => new CatalogFiles(folder.path, folder.openDisk, folder.notify);
  const useAll = (files: CatalogFiles) => {
    expect(files.read('a')).toBeNull();
    expect(files.write('a', catalog)).toBe(false);
    files.keepOnly([]);
  };

  it('is not followed if it is a link, and nothing is removed there', () => {
    const folder = tempFolder();
    const other = outside();
    const theirs = `${'0123456789abcdef'.repeat(2)}.json`;
    writeFileSync(join(other, theirs), '{}');
    symlinkSync(other, join(folder.path, 'catalogs'));
    useAll(open(folder));
    expect(tempFolder(other).files()).toEqual([theirs]);
    expect(folder.notices[0]).toBe(
      "Keypost can't keep the lists and templates that it reads from WhatCounts (catalogs is a link, and Keypost follows no links in its " +
        'folder: put the real one in its place). Nothing was changed there.',
    );
  });

  it.each((['pipe', 'device', 'socket'] as const).filter(makeable))('is not used where it is a %s', async (maker) => {
    const folder = tempFolder();
    await makers[maker](join(folder.path, 'catalogs'), '');
    useAll(open(folder));
    expect(folder.notices[0]).toContain('catalogs is a ');
  });

  it('becomes private, even if it was not; reading creates none', () => {
    const folder = tempFolder();
    expect(open(folder).read('a')).toBeNull();
    expect(folder.files()).toEqual([]);
    expect(open(folder).write('a', catalog)).toBe(true);
    const mode = () => statSync(join(folder.path, 'catalogs')).mode & 0o777;
    expect(mode()).toBe(0o700);
    const [file = ''] = tempFolder(join(folder.path, 'catalogs')).files();
    expect(statSync(join(folder.path, 'catalogs', file)).mode & 0o777).toBe(0o600);
    chmodSync(join(folder.path, 'catalogs'), 0o755);
    expect(open(folder).write('a', catalog)).toBe(true);
    expect(mode()).toBe(0o700);
  });

  it.each((['link', 'pipe', 'device', 'socket'] as const).filter(makeable))('a %s in it is not read or written', async (maker) => {
    const folder = tempFolder();
    const target = elsewhere(outside(), JSON.stringify({ version: 1, ...catalog }));
    expect(open(folder).write('a', catalog)).toBe(true);
    const [file = ''] = tempFolder(join(folder.path, 'catalogs')).files();
    unlinkSync(join(folder.path, 'catalogs', file));
    await makers[maker](join(folder.path, 'catalogs', file), target.path);
    expect(open(folder).read('a')).toBeNull();
    expect(open(folder).write('a', catalog)).toBe(false);
    expect(folder.notices[0]).toContain(`${file} is a `);
    open(folder).keepOnly([]);
    expect(target.untouched()).toBe(true);
  });
});

it('the data folder itself can be a link', () => {
  const real = outside();
  const link = join(outside(), 'home');
  symlinkSync(real, link);
  mkdirSync(join(real, 'catalogs'));
  const folder = tempFolder(link);
  expect(openSettingsFile(folder).save({ ...defaultSettings, theme: 'dark' }).ok).toBe(true);
  expect(tempFolder(real).files()).toContain('settings.json');
});
