import { describe, expect, it } from 'vitest';
import { ProxyLoginStore } from '../../../../electron/accounts/proxy-login-store.ts';
import { ProxyLogins } from '../../../../electron/accounts/proxy-logins.ts';
import type { ProxyLoginDraft } from '../../../../electron/accounts/proxy-login.ts';
import { SessionVault } from '../../../../electron/accounts/session-vault.ts';
import { tempFolder } from '../settings/temp-folder.ts';
import { FakeKeychain } from './fake-keychain.ts';

const address = 'proxy.acme.example:3128';
const draft = (changes: Partial<ProxyLoginDraft> = {}): ProxyLoginDraft => ({
  address,
  user: 'ada',
  password: 'correct horse',
  keepInMemory: false,
  ...changes,
});

function start(folder = tempFolder(), keychain = new FakeKeychain()) {
  const logins = new ProxyLogins({ store: new ProxyLoginStore(folder), vaults: { keychain, memory: new SessionVault() } });
  return { folder, keychain, logins };
}
const fieldsOf = async (saved: ReturnType<ProxyLogins['save']>): Promise<string[]> => {
  const result = await saved;
  return result.ok ? [] : Object.keys(result.error.fields ?? {});
};

describe('a login for a proxy', () => {
  it('is kept in the keychain, given for its own proxy only, and there at the next start', async () => {
    const { folder, keychain, logins } = start();
    const saved = await logins.save(draft({ address: ' HTTP://Proxy.Acme.Example:3128/ ', user: ' ada ' }));
    expect(saved).toEqual({ ok: true, value: [{ address, user: 'ada', hasPassword: true, backend: 'keychain' }] });
    for (const { logins: one } of [{ logins }, start(folder, keychain)]) {
      expect(await one.loginFor(address)).toEqual({ ok: true, value: { user: 'ada', password: 'correct horse' } });
      expect(await one.loginFor('PROXY.acme.example:3128')).toMatchObject({ value: { user: 'ada' } });
      expect(await one.loginFor('proxy.acme.example:8080')).toEqual({ ok: true, value: null });
      expect(await one.loginFor('other.acme.example:3128')).toEqual({ ok: true, value: null });
    }
    expect(folder.read('proxies.json')).not.toContain('correct horse');
  });

  it('kept in memory is gone at the next start, and says so', async () => {
    const { folder, keychain, logins } = start();
    await logins.save(draft({ keepInMemory: true }));
    expect(await logins.loginFor(address)).toMatchObject({ value: { password: 'correct horse' } });
    const next = start(folder, keychain).logins;
    expect(next.list()).toEqual([{ address, user: 'ada', hasPassword: false, backend: 'memory' }]);
    expect(await next.loginFor(address)).toEqual({ ok: true, value: null });
  });

  it('is replaced, and keeps its password where none is typed for the same user', async () => {
    const { logins } = start();
    await logins.save(draft());
    expect((await logins.save(draft({ password: '' }))).ok).toBe(true);
    expect(await logins.loginFor(address)).toMatchObject({ value: { password: 'correct horse' } });
    expect(await fieldsOf(logins.save(draft({ user: 'bruno', password: '' })))).toEqual(['password']);
    await logins.save(draft({ user: 'bruno', password: 'battery staple' }));
    expect(logins.list()).toHaveLength(1);
    expect(await logins.loginFor(address)).toEqual({ ok: true, value: { user: 'bruno', password: 'battery staple' } });
  });

  it('moves between keychain and memory without leaving one behind', async () => {
    const { keychain, logins } = start();
    await logins.save(draft());
    await logins.save(draft({ password: '', keepInMemory: true }));
    expect(await keychain.read(`proxy:${address}`)).toEqual({ ok: true, value: null });
    expect(await logins.loginFor(address)).toMatchObject({ value: { password: 'correct horse' } });
  });

  it('is removed with its password', async () => {
    const { keychain, logins } = start();
    await logins.save(draft());
    expect(await logins.remove(address)).toEqual({ ok: true, value: [] });
    expect(await keychain.read(`proxy:${address}`)).toEqual({ ok: true, value: null });
    expect(await logins.remove(address)).toMatchObject({ ok: false, error: { code: 'noSuchProxy' } });
  });

  it('whose file can not be written leaves no password behind', async () => {
    const { folder, keychain, logins } = start();
    folder.break();
    expect(await logins.save(draft())).toMatchObject({ ok: false, error: { code: 'cannotSave' } });
    expect(await keychain.read(`proxy:${address}`)).toEqual({ ok: true, value: null });
  });

  it.each([
    [{ address: '' }, ['address']],
    [{ address: 'proxy.acme.example' }, ['address']],
    [{ address: 'proxy.acme.example:0' }, ['address']],
    [{ address: 'proxy.acme.example:70000' }, ['address']],
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
