import { describe, expect, it } from 'vitest';
import { ProxyLoginStore } from '../../../../electron/accounts/proxy-login-store.ts';
import { ProxyLogins } from '../../../../electron/accounts/proxy-logins.ts';
import type { ProxyLoginDraft } from '../../../../electron/shared/domain/proxy-login.ts';
import { MissingSecrets } from '../../../../electron/accounts/missing-secrets.ts';
import { SessionVault } from '../../../../electron/accounts/session-vault.ts';
import { tempFolder } from '../storage/temp-folder.ts';
import { FakeKeychain, secret } from './fake-keychain.ts';

const address = 'proxy.acme.example:3128';
const http = { scheme: 'http', address } as const;
const vaultId = `proxy:http://${address}`;
const draft = (changes: Partial<ProxyLoginDraft> = {}): ProxyLoginDraft => ({
  scheme: 'http',
  address,
  user: 'ada',
  password: 'correct horse',
  keepInMemory: false,
  ...changes,
});

function start(folder = tempFolder(), keychain = new FakeKeychain()) {
  const notices: string[] = [];
  const vaults = { keychain, memory: new SessionVault(), missing: new MissingSecrets(() => undefined) };
  const logins = new ProxyLogins({ store: new ProxyLoginStore(folder), vaults, notify: (sentence) => notices.push(sentence) });
  return { folder, keychain, logins, notices };
}
const fieldsOf = async (saved: ReturnType<ProxyLogins['save']>): Promise<string[]> => {
  const result = await saved;
  return result.ok ? [] : Object.keys(result.error.fields ?? {});
};

describe('a login for a proxy', () => {
  it('is stored in the keychain, returned for its own proxy only, and available at the next start', async () => {
    const { folder, keychain, logins } = start();
    const saved = await logins.save(draft({ address: ' HTTP://Proxy.Acme.Example:3128/ ', user: ' ada ' }));
    expect(saved).toEqual({ ok: true, value: [{ ...http, user: 'ada', hasPassword: true, backend: 'keychain' }] });
    for (const { logins: one } of [{ logins }, start(folder, keychain)]) {
      expect(await one.loginFor('http', address)).toEqual({ ok: true, value: { user: 'ada', password: 'correct horse' } });
      expect(await one.loginFor('http', 'PROXY.acme.example:3128')).toMatchObject({ value: { user: 'ada' } });
      expect(await one.loginFor('http', 'proxy.acme.example:8080')).toEqual({ ok: true, value: null });
      expect(await one.loginFor('http', 'other.acme.example:3128')).toEqual({ ok: true, value: null });
    }
    expect(folder.read('proxies.json')).not.toContain('correct horse');
  });

  it('can be cancelled by its caller', async () => {
    const { keychain, logins } = start();
    await logins.save(draft());
    const { signal } = new AbortController();
    await logins.loginFor('http', address, signal);
    expect(keychain.signals.at(-1)).toBe(signal);
  });

  it('kept in memory is gone at the next start, which is reported', async () => {
    const { folder, keychain, logins } = start();
    await logins.save(draft({ keepInMemory: true }));
    expect(await logins.loginFor('http', address)).toMatchObject({ value: { password: 'correct horse' } });
    const next = start(folder, keychain).logins;
    expect(next.list()).toEqual([{ ...http, user: 'ada', hasPassword: false, backend: 'memory' }]);
    expect(await next.loginFor('http', address)).toEqual({ ok: true, value: null });
  });

  it('is replaced, and keeps its password if none is typed for the same user', async () => {
    const { logins } = start();
    await logins.save(draft());
    expect((await logins.save(draft({ password: '' }))).ok).toBe(true);
    expect(await logins.loginFor('http', address)).toMatchObject({ value: { password: 'correct horse' } });
    expect(await fieldsOf(logins.save(draft({ user: 'bruno', password: '' })))).toEqual(['password']);
    await logins.save(draft({ user: 'bruno', password: 'battery staple' }));
    expect(logins.list()).toHaveLength(1);
    expect(await logins.loginFor('http', address)).toEqual({ ok: true, value: { user: 'bruno', password: 'battery staple' } });
  });

  it('moves between keychain and memory without leaving one behind', async () => {
    const { keychain, logins } = start();
    await logins.save(draft());
    await logins.save(draft({ password: '', keepInMemory: true }));
    expect(await keychain.read(vaultId)).toEqual({ ok: true, value: null });
    expect(await logins.loginFor('http', address)).toMatchObject({ value: { password: 'correct horse' } });
  });

  it('is removed with its password', async () => {
    const { keychain, logins } = start();
    await logins.save(draft());
    expect(await logins.remove(http)).toEqual({ ok: true, value: [] });
    expect(await keychain.read(vaultId)).toEqual({ ok: true, value: null });
    expect(await logins.remove(http)).toMatchObject({ ok: false, error: { code: 'noSuchProxy' } });
  });

  it('whose file cannot be written leaves no password behind', async () => {
    const { folder, keychain, logins } = start();
    folder.break();
    expect(await logins.save(draft())).toMatchObject({ ok: false, error: { code: 'cannotSave' } });
    expect(await keychain.read(vaultId)).toEqual({ ok: true, value: null });
  });

  it('is bound to the scheme of its proxy', async () => {
    const { logins } = start();
    await logins.save(draft({ scheme: 'https', address: `https://${address}` }));
    expect(await logins.loginFor('http', address)).toEqual({ ok: true, value: null });
    expect(await logins.loginFor('https', address)).toMatchObject({ value: { user: 'ada' } });
    expect(await fieldsOf(logins.save(draft({ password: '' })))).toEqual(['password']);
    await logins.save(draft({ password: 'battery staple' }));
    expect(await logins.loginFor('https', address)).toMatchObject({ value: { password: 'correct horse' } });
    expect(await logins.loginFor('http', address)).toMatchObject({ value: { password: 'battery staple' } });
    expect(await logins.remove(http)).toMatchObject({ ok: true, value: [{ scheme: 'https' }] });
    expect(await logins.loginFor('https', address)).toMatchObject({ value: { password: 'correct horse' } });
  });

  describe('from a version of Keypost without proxy schemes', () => {
    const old = () => {
      const folder = tempFolder();
      folder.write('proxies.json', JSON.stringify({ version: 1, proxies: [{ address, user: 'ada', backend: 'keychain' }] }));
      const keychain = new FakeKeychain();
      keychain.entries.set(`proxy:${address}`, secret({ siteUrl: `proxy://${address}`, realm: 'ada' }));
      return start(folder, keychain);
    };

    it('is never sent, and can be saved again with its scheme and password', async () => {
      const { logins, keychain, notices, folder } = old();
      expect(logins.list()).toEqual([{ scheme: 'unsaid', address, user: 'ada', hasPassword: false, backend: 'keychain' }]);
      for (const scheme of ['http', 'https'] as const) expect(await logins.loginFor(scheme, address)).toEqual({ ok: true, value: null });
      expect(await fieldsOf(logins.save(draft({ password: '' })))).toEqual(['password']);
      expect(await logins.save(draft({ scheme: 'https' }))).toMatchObject({ value: [{ scheme: 'https' }] });
      expect([...keychain.entries.keys()]).toEqual([`proxy:https://${address}`]);
      expect([notices, folder.json('proxies.json')]).toMatchObject([[], { version: 2, proxies: [{ scheme: 'https' }] }]);
    });

    it('can be removed', async () => {
      const { logins, keychain } = old();
      expect(await logins.remove({ scheme: 'unsaid', address })).toEqual({ ok: true, value: [] });
      expect(keychain.entries.size).toBe(0);
    });
  });

  it('is removed although the keychain is gone, and reports what may be left in it', async () => {
    const { keychain, logins, notices, folder } = start();
    await logins.save(draft());
    keychain.fails('vaultAbsent');
    expect(await logins.remove(http)).toEqual({ ok: true, value: [] });
    expect(notices).toEqual([expect.stringContaining(`A password for the proxy ${address} could not be removed from the keychain.`)]);
    expect(start(folder).logins.list()).toEqual([]);
  });

  it('stays while the keychain is locked, and reports that', async () => {
    const { keychain, logins } = start();
    await logins.save(draft());
    keychain.fails('vaultLocked');
    expect(await logins.remove(http)).toMatchObject({ error: { sentence: expect.stringContaining('was not removed') as string } });
    expect(logins.list()).toHaveLength(1);
  });

  it('whose old place cannot be cleared is moved anyway, and reports what may be left', async () => {
    const { keychain, logins, notices } = start();
    await logins.save(draft());
    keychain.fails('vaultLocked', 'clear');
    expect(await logins.save(draft({ password: '', keepInMemory: true }))).toMatchObject({ ok: true, value: [{ backend: 'memory' }] });
    expect(notices).toEqual([expect.stringContaining('It may be there still')]);
    expect(await logins.loginFor('http', address)).toMatchObject({ value: { password: 'correct horse' } });
    // Removing it later clears what was left.
    keychain.repair();
    await logins.remove(http);
    expect(keychain.entries.size).toBe(0);
  });

  it('whose file cannot be written reports that, and what may be left if the password cannot be removed either', async () => {
    const { folder, keychain, logins, notices } = start();
    folder.break();
    keychain.fails('vaultLocked', 'undo');
    expect(await logins.save(draft())).toMatchObject({ error: { code: 'cannotSave' } });
    expect(notices).toEqual([expect.stringContaining('It may be there still')]);
  });

  it.each([true, false])('does not change if its removal cannot be written; in memory: %s', async (keepInMemory) => {
    const { folder, logins, notices } = start();
    await logins.save(draft({ keepInMemory }));
    folder.break();
    expect(await logins.remove(http)).toMatchObject({ error: { code: 'cannotSave' } });
    expect(logins.list()).toMatchObject([{ ...http, hasPassword: true }]);
    expect(await logins.loginFor('http', address)).toMatchObject({ value: { password: 'correct horse' } });
    expect(notices).toEqual([]);
  });

  it('whose removal can neither be written nor undone reports that', async () => {
    const { folder, keychain, logins, notices } = start();
    await logins.save(draft());
    folder.break();
    keychain.fails('vaultLocked', 'write');
    expect(await logins.remove(http)).toMatchObject({ error: { code: 'cannotSave' } });
    expect(notices).toEqual([expect.stringContaining('type it again')]);
  });

  it.each([
    [{ address: '' }, ['address']],
    [{ address: 'proxy.acme.example' }, ['address']],
    [{ address: 'proxy.acme.example:0' }, ['address']],
    [{ address: 'proxy.acme.example:70000' }, ['address']],
    [{ address: 'https://proxy:3128' }, ['address']],
    [{ address: 'ada@proxy:3128' }, ['address']],
    [{ address: 'proxy:3128/path' }, ['address']],
    [{ address: 'pro xy:3128' }, ['address']],
    [{ user: ' ' }, ['user']],
    [{ user: 'a:b' }, ['user']],
    [{ password: '' }, ['password']],
    [{ password: 'a\nb' }, ['password']],
    [{ user: 'x'.repeat(501) }, ['user']],
  ])('refuses %o beside its field', async (changes, fields) => {
    const { folder, logins } = start();
    expect(await fieldsOf(logins.save(draft(changes)))).toEqual(fields);
    expect(folder.files()).toEqual([]);
  });

  it.each(['[::1]:3128', '10.0.0.1:8080', 'proxy:1'])('takes %s', async (good) => {
    expect((await start().logins.save(draft({ address: good }))).ok).toBe(true);
  });
});
