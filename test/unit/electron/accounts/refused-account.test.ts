import { describe, expect, it } from 'vitest';
import { AccountStore } from '../../../../electron/accounts/account-store.ts';
import { tempFolder } from '../storage/temp-folder.ts';

const account = (changes: object) => ({
  id: 'a',
  name: 'Acme',
  kind: 'test',
  siteUrl: 'https://a.example',
  realm: 'r',
  clientName: '',
  reviewSends: true,
  secret: { backend: 'none', hasClientKey: false },
  ...changes,
});
const sound = account({ id: 'b', name: 'Sound' });

describe.each([
  ['file:', { siteUrl: 'file:///etc/passwd' }, 'must begin with https://'],
  ['javascript:', { siteUrl: 'javascript:alert(1)' }, 'must begin with https://'],
  ['ftp:', { siteUrl: 'ftp://a.example' }, 'must begin with https://'],
  ['no scheme', { siteUrl: 'a.example' }, 'must begin with https://'],
  ['nothing', { siteUrl: '' }, 'must begin with https://'],
  ['http to another computer', { siteUrl: 'http://a.example' }, 'Use https://'],
  ['a password', { siteUrl: 'https://user:Sommer2024@a.example' }, 'Remove the user name or password'],
  ['a query', { siteUrl: 'https://a.example/?x=1' }, 'no query'],
  ['a foreign site beside kind practice', { kind: 'practice' }, 'stays on this computer'],
  ['kind practice and a host that only begins as loopback', { kind: 'practice', siteUrl: 'https://127.0.0.1.evil.example' }, 'stays on'],
])('an account with %s', (_, changes, reason) => {
  it('is not used, with the reason; the others are used, and the file keeps it', () => {
    const folder = tempFolder();
    const refused = account(changes);
    folder.write('accounts.json', JSON.stringify({ version: 2, accounts: [refused, sound] }));
    const store = new AccountStore(folder);
    expect(store.list().map(({ id }) => id)).toEqual(['b']);
    expect(store.get('a')).toBeNull();
    expect(folder.notices).toEqual([expect.stringContaining('“Acme”')]);
    expect(folder.notices[0]).toContain(reason);
    expect(folder.notices[0]).not.toContain('Sommer2024');
    expect(store.put({ ...store.list()[0], name: 'Renamed' } as never).ok).toBe(true);
    expect(folder.json('accounts.json')).toMatchObject({ accounts: [refused, { id: 'b', name: 'Renamed' }] });
    expect(folder.files()).toEqual(['accounts.json']);
  });
});

it.each(['http://127.0.0.1:8080', 'http://localhost', 'http://[::1]:1', 'https://a.example/prefix'])('%s is used', (siteUrl) => {
  const folder = tempFolder();
  folder.write('accounts.json', JSON.stringify({ version: 2, accounts: [account({ siteUrl })] }));
  expect(new AccountStore(folder).list()).toHaveLength(1);
  expect(folder.notices).toEqual([]);
});
