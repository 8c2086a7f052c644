import { describe, expect, it } from 'vitest';
import { SettingsService } from '../../../../electron/settings/settings-service.ts';
import { openSettingsFile } from '../../../../electron/settings/settings-store.ts';
import { defaultSettings } from '../../../../electron/shared/domain/settings.ts';
import type { Settings } from '../../../../electron/shared/domain/settings.ts';
import { tempFolder } from '../storage/temp-folder.ts';

function start(folder = tempFolder()) {
  const notified: Settings[] = [];
  const service = new SettingsService(openSettingsFile(folder), (settings) => notified.push(settings));
  return { folder, service, notified };
}

describe('settings', () => {
  it('have defaults', () => {
    expect(start().service.get()).toEqual(defaultSettings);
  });

  it('are saved in part, reported, and available at the next start', () => {
    const { folder, service, notified } = start();
    const next = { ...defaultSettings, theme: 'dark', timeoutSeconds: 45 };
    expect(service.save({ theme: 'dark' }).ok).toBe(true);
    expect(service.save({ timeoutSeconds: 45 })).toEqual({ ok: true, value: next });
    expect(notified).toHaveLength(2);
    expect(notified[1]).toEqual(next);
    expect(start(folder).service.get()).toEqual(next);
  });

  it('write and report nothing if nothing changes', () => {
    const { folder, service, notified } = start();
    expect(service.save({ theme: 'system' }).ok).toBe(true);
    expect(service.save({}).ok).toBe(true);
    expect(notified).toEqual([]);
    expect(folder.files()).toEqual([]);
  });

  it.each([5, 300])('accept a timeout of %d s', (timeoutSeconds) => {
    expect(start().service.save({ timeoutSeconds }).ok).toBe(true);
  });

  it.each([4, 301, 0, -30, 30.5, Infinity])('refuse a timeout of %d s beside its field', (timeoutSeconds) => {
    const { folder, service, notified } = start();
    expect(service.save({ timeoutSeconds, theme: 'dark' })).toMatchObject({
      ok: false,
      error: { code: 'invalid', fields: { timeoutSeconds: 'Type a whole number of seconds from 5 to 300.' } },
    });
    expect(service.get().theme).toBe('system');
    expect(notified).toEqual([]);
    expect(folder.files()).toEqual([]);
  });

  it('do not change if they cannot be written', () => {
    const { folder, service, notified } = start();
    folder.break();
    expect(service.save({ theme: 'dark' })).toMatchObject({ ok: false, error: { code: 'cannotSave' } });
    expect(service.get().theme).toBe('system');
    expect(notified).toEqual([]);
  });

  it('start with the defaults if the file has a timeout out of bounds', () => {
    const folder = tempFolder();
    folder.write('settings.json', '{"version":1,"theme":"dark","timeoutSeconds":1,"lastAccountId":"x"}');
    expect(start(folder).service.get().timeoutSeconds).toBe(30);
    expect(folder.notices[0]).toContain('Keypost starts with the usual settings.');
  });
});
