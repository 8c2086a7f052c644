/** Unknown fields that another version of Keypost wrote are kept by a save. */
import { describe, expect, it } from 'vitest';
import { AccountStore } from '../../../../electron/accounts/account-store.ts';
import { ProxyLoginStore } from '../../../../electron/accounts/proxy-login-store.ts';
import { LogViews } from '../../../../electron/log/views/log-views.ts';
import { noFilter } from '../../../../electron/shared/domain/log-filter.ts';
import { presetsKind, PresetStore } from '../../../../electron/presets/preset-store.ts';
import { openSettingsFile } from '../../../../electron/settings/settings-store.ts';
import { defaultSettings } from '../../../../electron/shared/domain/settings.ts';
import { currentVersion } from '../../../../electron/storage/upgrade.ts';
import { keyById, withUnknownFields } from '../../../../electron/storage/unknown-fields.ts';
import { Seeded } from '../../../bench/seeded.ts';
import { aPreset } from '../../renderer/presets/a-preset.ts';
import { tempFolder } from './temp-folder.ts';

/** Random JSON with field names that no schema has. */
function anything(seeded: Seeded, depth = 0): unknown {
  const kind = seeded.whole(0, depth > 2 ? 3 : 5);
  if (kind === 0) return null;
  if (kind === 1) return seeded.chance(0.5);
  if (kind === 2) return seeded.whole(-1000, 1000) / 7;
  if (kind === 3) return seeded.pick(['', 'é', '\u0000', '__proto__', 'a\nb']);
  const size = seeded.whole(0, 3);
  if (kind === 4) return Array.from({ length: size }, () => anything(seeded, depth + 1));
  return extras(seeded, size, depth + 1);
}

const extras = (seeded: Seeded, size: number, depth = 0): Record<string, unknown> =>
  Object.fromEntries(
    Array.from({ length: size }, () => [
      `${seeded.pick(['__proto__', 'x', 'wholly new ', 'constructor'])}${seeded.hex(6)}`,
      anything(seeded, depth),
    ]),
  );

const account = { id: 'a', name: 'A', kind: 'test', siteUrl: 'https://a.example', realm: 'r', clientName: '', reviewSends: true } as const;
const withSecret = { ...account, secret: { backend: 'none', hasClientKey: false } } as const;

describe('unknown fields stay in the file, at the top and in each record, in 40 files of each kind', () => {
  const seeded = new Seeded(17);
  const each = (test: (top: Record<string, unknown>, own: Record<string, unknown>) => void) => {
    for (let n = 0; n < 40; n += 1) test(extras(seeded, seeded.whole(0, 3)), extras(seeded, seeded.whole(0, 3)));
  };

  it('accounts', () => {
    each((top, own) => {
      const folder = tempFolder();
      const secret = { ...withSecret.secret, ...own };
      folder.write(
        'accounts.json',
        JSON.stringify({
          version: 2,
          ...top,
          accounts: [
            { ...withSecret, ...own, secret },
            { ...withSecret, id: 'b', ...own },
          ],
        }),
      );
      const store = new AccountStore(folder);
      expect(store.remove('b').ok).toBe(true);
      expect(store.put({ ...withSecret, name: 'New name' }).ok).toBe(true);
      expect(store.put({ ...withSecret, id: 'c' }).ok).toBe(true);
      expect(folder.json('accounts.json')).toEqual({
        version: 2,
        ...top,
        accounts: [
          { ...withSecret, name: 'New name', ...own, secret },
          { ...withSecret, id: 'c' },
        ],
      });
    });
  });

  it('presets', () => {
    const version = currentVersion(presetsKind.upgrades);
    each((top, own) => {
      const folder = tempFolder();
      const preset = aPreset({ id: 'p' });
      folder.write('presets.json', JSON.stringify({ version, ...top, presets: [{ ...preset, ...own }] }));
      const store = new PresetStore(folder, () => []);
      expect(store.replace({ ...preset, name: 'Other' }).ok).toBe(true);
      expect(folder.json('presets.json')).toEqual({ version, ...top, presets: [{ ...preset, name: 'Other', ...own }] });
    });
  });

  it('proxies, which have no id', () => {
    each((top, own) => {
      const folder = tempFolder();
      const proxy = { scheme: 'http', address: 'proxy.example:8080', user: 'ada', backend: 'memory' } as const;
      folder.write('proxies.json', JSON.stringify({ version: 2, ...top, proxies: [{ ...proxy, ...own }] }));
      expect(new ProxyLoginStore(folder).put({ ...proxy, user: 'bo' }).ok).toBe(true);
      expect(folder.json('proxies.json')).toEqual({ version: 2, ...top, proxies: [{ ...proxy, user: 'bo', ...own }] });
    });
  });

  it('views and settings', () => {
    each((top, own) => {
      const folder = tempFolder();
      const view = { id: 'v', name: 'Mine', filter: { ...noFilter, ...own }, ...own };
      folder.write('views.json', JSON.stringify({ version: 1, ...top, views: [view] }));
      expect(new LogViews(folder, () => 'w').save({ name: 'Other', filter: noFilter }).ok).toBe(true);
      expect(folder.json('views.json')).toEqual({ version: 1, ...top, views: [view, { id: 'w', name: 'Other', filter: noFilter }] });

      folder.write('settings.json', JSON.stringify({ version: 4, ...defaultSettings, ...top }));
      expect(openSettingsFile(folder).save({ ...defaultSettings, theme: 'dark' }).ok).toBe(true);
      expect(folder.json('settings.json')).toEqual({ version: 4, ...defaultSettings, theme: 'dark', ...top });
    });
  });
});

describe('withUnknownFields', () => {
  it.each(['password', 'apiPassword', 'clientKey', 'accessToken', 'Authorization', 'SECRET', 'credentials'])(
    'carries nothing along that is named %s, at any depth',
    (name) => {
      const raw = { [name]: 'correct horse', new: { [name]: 'correct horse', kept: [{ [name]: 'correct horse', kept: 1 }] } };
      expect(withUnknownFields({}, raw, {}, keyById)).toEqual({ new: { kept: [{ kept: 1 }] } });
    },
  );

  it('does not restore what was removed on purpose', () => {
    const raw = { note: 'x', new: 1 };
    expect(withUnknownFields({}, raw, { note: 'x' }, keyById)).toEqual({ new: 1 });
  });

  it('does not mix the fields of two records', () => {
    const raw = {
      all: [
        { id: 'a', new: 1 },
        { id: 'b', new: 2 },
      ],
    };
    const known = { all: [{ id: 'a' }, { id: 'b' }] };
    expect(withUnknownFields({ all: [{ id: 'b' }, { id: 'c' }] }, raw, known, keyById)).toEqual({
      all: [{ id: 'b', new: 2 }, { id: 'c' }],
    });
  });
});
