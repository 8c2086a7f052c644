import { describe, expect, it } from 'vitest';
import { AccountStore, type AccountRecord } from '../../../../electron/accounts/account-store.ts';
import { tempFolder } from '../storage/temp-folder.ts';

const record = (id: string, changes: Partial<AccountRecord> = {}): AccountRecord => ({
  id,
  name: `Account ${id}`,
  kind: 'test',
  siteUrl: 'https://mail.acme.example',
  realm: 'acme',
  clientName: '',
  reviewSends: true,
  secret: { backend: 'keychain', hasClientKey: false },
  ...changes,
});

const ids = (store: AccountStore): string[] => store.list().map(({ id }) => id);

describe('AccountStore', () => {
  it('starts empty and makes no file', () => {
    const folder = tempFolder();
    expect(new AccountStore(folder).list()).toEqual([]);
    expect(folder.files()).toEqual([]);
  });

  it('keeps accounts in the order in which they were created, even after a restart', () => {
    const folder = tempFolder();
    const store = new AccountStore(folder);
    for (const id of ['b', 'a', 'c']) expect(store.put(record(id)).ok).toBe(true);
    expect(ids(store)).toEqual(['b', 'a', 'c']);
    expect(new AccountStore(folder).list()).toEqual(['b', 'a', 'c'].map((id) => record(id)));
    expect(folder.files()).toEqual(['accounts.json']);
  });

  it('changes an account in its place', () => {
    const store = new AccountStore(tempFolder());
    for (const id of ['a', 'b']) store.put(record(id));
    const changed = record('a', { name: 'Acme', secret: { backend: 'none', hasClientKey: false } });
    store.put(changed);
    expect(ids(store)).toEqual(['a', 'b']);
    expect(store.get('a')).toEqual(changed);
  });

  it('removes one, and ignores an account that does not exist', () => {
    const folder = tempFolder();
    const store = new AccountStore(folder);
    for (const id of ['a', 'b']) store.put(record(id));
    expect(store.remove('a').ok).toBe(true);
    expect(store.remove('nobody').ok).toBe(true);
    expect([ids(store), store.get('a')]).toEqual([['b'], null]);
    expect(ids(new AccountStore(folder))).toEqual(['b']);
  });

  it('writes the record and nothing else', () => {
    const folder = tempFolder();
    new AccountStore(folder).put(record('a'));
    expect(folder.json('accounts.json')).toEqual({ version: 2, accounts: [record('a')] });
  });

  it('does not change if it cannot be written', () => {
    const folder = tempFolder();
    const store = new AccountStore(folder);
    store.put(record('a'));
    folder.break();
    for (const result of [store.put(record('b')), store.put(record('a', { name: 'Acme' })), store.remove('a')]) {
      expect(result).toMatchObject({ ok: false, error: { code: 'cannotSave' } });
    }
    expect(store.list()).toEqual([record('a')]);
    expect(new AccountStore(folder).list()).toEqual([record('a')]);
  });

  it.each([
    ['an odd kind', { kind: 'staging' }],
    ['no place of the secret', { secret: undefined }],
    ['an odd place of the secret', { secret: { backend: 'practice', hasClientKey: false } }],
    ['no name', { name: '' }],
    ['no id', { id: '' }],
  ])('sets a file aside that has an account with %s', (_, changes) => {
    const folder = tempFolder();
    folder.write('accounts.json', JSON.stringify({ version: 1, accounts: [record('a'), { ...record('b'), ...changes }] }));
    expect(new AccountStore(folder).list()).toEqual([]);
    expect(folder.notices).toHaveLength(1);
    expect(folder.files()).toEqual(['accounts.damaged-2026-11-24T10-11-12.json']);
  });

  it('keeps no unknown field, least of all a password', () => {
    const folder = tempFolder();
    folder.write('accounts.json', JSON.stringify({ version: 1, accounts: [{ ...record('a'), password: 'correct horse' }] }));
    const store = new AccountStore(folder);
    store.put(record('b'));
    expect(store.list()).toEqual([record('a'), record('b')]);
    expect(folder.read('accounts.json')).not.toContain('correct horse');
  });

  it('upgrades accounts of the first version: production is reviewed', () => {
    const folder = tempFolder();
    const { reviewSends: _, ...first } = record('a');
    folder.write('accounts.json', JSON.stringify({ version: 1, accounts: [first] }));
    expect(new AccountStore(folder).list()).toEqual([record('a', { reviewSends: true })]);
  });

  it.each([{ version: 1 }, { version: 1, accounts: 'none' }])('sets %o aside', (file) => {
    const folder = tempFolder();
    folder.write('accounts.json', JSON.stringify(file));
    expect(new AccountStore(folder).list()).toEqual([]);
    expect(folder.files()[0]).toMatch(/^accounts\.damaged-/);
  });

  it.each([
    ['one id twice', [record('a'), record('a')]],
    ['the id of the practice realm', [record('practice')]],
    ['a site that is none', [record('a', { siteUrl: 'nowhere at all' })]],
  ])('sets a file with %s aside', (_, accounts) => {
    const folder = tempFolder();
    folder.write('accounts.json', JSON.stringify({ version: 2, accounts }));
    expect(new AccountStore(folder).list()).toEqual([]);
    expect(folder.notices).toHaveLength(1);
  });
});
