import { describe, expect, it } from 'vitest';
import { accountsBench, edit, practiceSite, value } from './accounts-bench.ts';
import { draft } from './account-draft.ts';
import { secret } from './fake-keychain.ts';

describe('a new account', () => {
  it('is saved with its password in the keychain, reported, and available at the next start', async () => {
    const { accounts, folder, keychain, notified, add } = accountsBench();
    const account = await add({ name: ' Acme ', siteUrl: 'MAIL.acme.example/rest/' });
    expect(account).toEqual({
      id: 'a1',
      name: 'Acme',
      kind: 'production',
      siteUrl: 'https://mail.acme.example',
      realm: 'acme',
      clientName: '',
      reviewSends: true,
      builtIn: false,
      secret: { hasSecret: true, hasClientKey: false, backend: 'keychain' },
    });
    expect(keychain.entries.get('a1')).toEqual(secret());
    expect(notified.changes).toBe(1);
    expect(accounts.get('a1')).toEqual(account);
    expect(accountsBench(folder, keychain).accounts.get('a1')).toEqual(account);
  });

  it('comes after the practice realm, in the order of creation', async () => {
    const { names, add } = accountsBench();
    for (const name of ['Zeta', 'Acme']) await add({ name });
    expect(names()).toEqual(['Practice realm', 'Zeta', 'Acme']);
  });

  it('leaves neither password nor key in its file', async () => {
    const { folder, accounts, add } = accountsBench();
    await add({ clientName: 'crm', clientKey: 'battery staple' });
    expect(folder.files()).toEqual(['accounts.json']);
    for (const seen of [folder.read('accounts.json'), JSON.stringify(accounts.list())]) {
      expect(seen).not.toMatch(/correct horse|battery staple/);
    }
  });

  it('can be saved without a password', async () => {
    const { accounts, keychain, add } = accountsBench();
    const account = await add({ password: '' });
    expect(account.secret).toEqual({ hasSecret: false, hasClientKey: false, backend: 'none' });
    expect(keychain.calls).toEqual([]);
    expect(await accounts.secretFor(account)).toMatchObject({
      error: { code: 'noCredentials', sentence: 'No password is stored for Acme. Open Accounts and type it.' },
    });
  });

  it.each(['Acme', ' aCME ', 'Practice realm', 'PRACTICE REALM'])('cannot have the name %j once it is taken', async (name) => {
    const { accounts, keychain, notified, add } = accountsBench();
    await add();
    expect(await accounts.save(draft({ name }))).toMatchObject({
      ok: false,
      error: { code: 'invalid', fields: { name: 'Another account has this name.' } },
    });
    expect([accounts.list().length, keychain.entries.size, notified.changes]).toEqual([2, 1, 1]);
  });

  it.each([
    ['vaultLocked', 'keychainLocked'],
    ['vaultAbsent', 'keychainAbsent'],
    ['vaultFailed', 'keychainFailed'],
  ] as const)('is not saved if the keychain fails with %s', async (problem, code) => {
    const { accounts, folder, keychain, notified, names } = accountsBench();
    keychain.fails(problem);
    const sentence = `The keychain says ${problem}.`;
    expect(await accounts.save(draft())).toEqual({ ok: false, error: { code, sentence, fields: { password: sentence } } });
    expect([names(), folder.files(), notified.changes]).toEqual([['Practice realm'], [], 0]);
  });

  it('leaves no password behind if its record cannot be saved', async () => {
    const { accounts, folder, keychain, notified, notices } = accountsBench();
    folder.break();
    expect(await accounts.save(draft())).toMatchObject({ ok: false, error: { code: 'cannotSave' } });
    expect(keychain.calls).toEqual(['write a1', 'undo a1']);
    expect([keychain.entries.size, notified.changes, notices]).toEqual([0, 0, []]);
  });

  it('reports if that password could not be removed', async () => {
    const { accounts, folder, keychain, notices } = accountsBench();
    folder.break();
    keychain.fails('vaultLocked', 'undo');
    await accounts.save(draft());
    expect(notices).toEqual(['The password of Acme could not be removed from the keychain. It is there still, under Keypost.']);
  });
});

describe('a changed account', () => {
  it('keeps its place, its password and its key', async () => {
    const { accounts, keychain, notified, names, add } = accountsBench();
    const account = await add({ clientName: 'crm', clientKey: 'battery staple' });
    await add({ name: 'Other' });
    const before = keychain.calls.length;
    const changed = value(await accounts.save(edit(account, { name: 'ACME', kind: 'test' })));
    expect(changed).toEqual({ ...account, name: 'ACME', kind: 'test' });
    expect(names()).toEqual(['Practice realm', 'ACME', 'Other']);
    expect(keychain.calls).toHaveLength(before);
    expect(value(await accounts.secretFor(changed))).toEqual(secret({ clientKey: 'battery staple' }));
    expect(notified.changes).toBe(3);
  });

  it('requires the password again if its site or realm changes', async () => {
    const { accounts, keychain, add } = accountsBench();
    const account = await add();
    for (const moved of [{ siteUrl: 'https://other.acme.example' }, { realm: 'acme2' }]) {
      const result = await accounts.save(edit(account, moved));
      expect(result).toMatchObject({ error: { code: 'invalid', fields: { password: expect.stringContaining('again') as string } } });
    }
    expect(accounts.get(account.id)).toEqual(account);
    const there = value(await accounts.save(edit(account, { realm: 'acme2', password: 'new horse' })));
    expect(value(await accounts.secretFor(there))).toEqual(secret({ realm: 'acme2', password: 'new horse' }));
    expect(keychain.entries.size).toBe(1);
  });

  it('never returns its password for the previous site, or for one in an older view', async () => {
    const { accounts, add } = accountsBench();
    const before = await add();
    value(await accounts.save(edit(before, { siteUrl: 'https://other.acme.example', password: 'new horse' })));
    expect(await accounts.secretFor(before)).toMatchObject({ ok: false, error: { code: 'noCredentials' } });
  });

  it('keeps its password beside a new key, and removes the key with the name of the client', async () => {
    const { accounts, add } = accountsBench();
    const account = await add();
    const withKey = value(await accounts.save(edit(account, { clientName: 'crm', clientKey: 'battery staple' })));
    expect(withKey.secret).toEqual({ hasSecret: true, hasClientKey: true, backend: 'keychain' });
    expect(value(await accounts.secretFor(withKey))).toEqual(secret({ clientKey: 'battery staple' }));
    const without = value(await accounts.save(edit(withKey, { clientName: '' })));
    expect(without.secret.hasClientKey).toBe(false);
    expect(value(await accounts.secretFor(without))).toEqual(secret());
  });

  it('requires a secret again that is no longer in the keychain', async () => {
    const { accounts, keychain, add } = accountsBench();
    const account = await add();
    keychain.entries.clear();
    const result = await accounts.save(edit(account, { clientName: 'crm', clientKey: 'battery staple' }));
    const sentence = 'What was stored is no longer there. Type the password, and the client key if there is one, again.';
    expect(result).toEqual({ ok: false, error: { code: 'secretMissing', sentence, fields: { password: sentence } } });
  });

  it('can be renamed while the keychain is locked', async () => {
    const { accounts, keychain, add } = accountsBench();
    const account = await add();
    keychain.fails('vaultLocked');
    expect((await accounts.save(edit(account, { name: 'Acme two' }))).ok).toBe(true);
  });

  it('keeps its old password if its record cannot be saved', async () => {
    const { accounts, folder, keychain, notified, add } = accountsBench();
    const account = await add();
    folder.break();
    const result = await accounts.save(edit(account, { name: 'Acme two', password: 'new horse' }));
    expect(result).toMatchObject({ ok: false, error: { code: 'cannotSave' } });
    expect(accounts.get(account.id)).toEqual(account);
    expect([keychain.entries.get(account.id), notified.changes]).toEqual([secret(), 1]);
  });

  it('reports if its old password could not be restored', async () => {
    const { accounts, folder, keychain, notices, add } = accountsBench();
    const account = await add();
    folder.break();
    keychain.fails('vaultLocked', 'undo');
    await accounts.save(edit(account, { password: 'new horse' }));
    expect(notices).toEqual(['The password of Acme could not be put back where it was. Open Accounts and type it again.']);
  });

  it('that no longer exists is not created again', async () => {
    const { accounts, names } = accountsBench();
    expect(await accounts.save(draft({ id: 'nobody' }))).toMatchObject({ ok: false, error: { code: 'noSuchAccount' } });
    expect(names()).toEqual(['Practice realm']);
  });
});

describe('the practice realm', () => {
  it('is listed without being started', () => {
    const { accounts, practice, keychain } = accountsBench();
    expect(accounts.list()).toMatchObject([{ id: 'practice', name: 'Practice realm', builtIn: true, siteUrl: '' }]);
    expect(accounts.get('practice')).toEqual(accounts.list()[0]);
    expect([practice.starts, keychain.calls, accounts.expectsKeychain()]).toEqual([0, [], false]);
  });

  it('is started when its secret is needed, and shows its site from then on', async () => {
    const { accounts, notified, folder } = accountsBench();
    const [account] = accounts.list();
    if (!account) throw new Error('no practice account');
    expect(await accounts.secretFor(account)).toEqual({ ok: true, value: { ...practiceSite, clientKey: '', isPublic: true } });
    expect(accounts.get('practice')).toMatchObject({ siteUrl: practiceSite.siteUrl, realm: 'practice' });
    expect(notified.changes).toBe(1);
    await accounts.secretFor(account);
    expect(notified.changes).toBe(1);
    expect(folder.files()).toEqual([]);
  });

  it('that cannot be started reports that, and is started again later', async () => {
    const { accounts, practice } = accountsBench();
    const [account] = accounts.list();
    if (!account) throw new Error('no practice account');
    practice.fails = true;
    expect(await accounts.secretFor(account)).toMatchObject({
      error: { code: 'vaultFailed', sentence: expect.stringContaining('The practice realm could not be started.') as string },
    });
    practice.fails = false;
    expect((await accounts.secretFor(account)).ok).toBe(true);
  });

  it('cannot be changed', async () => {
    const { accounts, folder } = accountsBench();
    expect(await accounts.save(draft({ id: 'practice' }))).toMatchObject({ ok: false, error: { code: 'builtIn' } });
    expect(folder.files()).toEqual([]);
  });
});

describe('changes at the same time', () => {
  it('are applied one after the other, in the order of the calls', async () => {
    const { accounts, keychain, names } = accountsBench();
    const release = keychain.hold();
    const saves = ['One', 'Two', 'Three'].map((name) => accounts.save(draft({ name })));
    await Promise.resolve();
    release();
    expect((await Promise.all(saves)).map((saved) => value(saved).id)).toEqual(['a1', 'a2', 'a3']);
    expect(names()).toEqual(['Practice realm', 'One', 'Two', 'Three']);
    expect(keychain.calls).toEqual(['write a1', 'write a2', 'write a3']);
  });

  it('never use a name twice', async () => {
    const { accounts, keychain } = accountsBench();
    const release = keychain.hold();
    const saves = [accounts.save(draft()), accounts.save(draft())];
    release();
    const [first, second] = await Promise.all(saves);
    expect(first?.ok).toBe(true);
    expect(second).toMatchObject({ ok: false, error: { code: 'invalid', fields: { name: 'Another account has this name.' } } });
    expect(keychain.entries.size).toBe(1);
  });

  it('see earlier changes: nothing is saved into an account that was removed', async () => {
    const { accounts, keychain, names, add } = accountsBench();
    const account = await add();
    const release = keychain.hold();
    const [removed, saved] = [accounts.remove(account.id), accounts.save(edit(account, { password: 'new horse' }))];
    release();
    expect((await removed).ok).toBe(true);
    expect(await saved).toMatchObject({ ok: false, error: { code: 'noSuchAccount' } });
    expect([names(), keychain.entries.size]).toEqual([['Practice realm'], 0]);
  });

  it('continue after one that failed', async () => {
    const { accounts, keychain, names } = accountsBench();
    keychain.fails('vaultLocked');
    const first = accounts.save(draft({ name: 'One' }));
    const second = accounts.save(draft({ name: 'Two', keepInMemory: true }));
    expect((await first).ok).toBe(false);
    expect((await second).ok).toBe(true);
    expect(names()).toEqual(['Practice realm', 'Two']);
  });
});

it('expects an entry in the keychain while an account has its secret there', async () => {
  const { accounts, add } = accountsBench();
  await add({ name: 'One', keepInMemory: true });
  await add({ name: 'Two', password: '' });
  expect(accounts.expectsKeychain()).toBe(false);
  const { id } = await add({ name: 'Three' });
  expect(accounts.expectsKeychain()).toBe(true);
  await accounts.clearSecret(id);
  expect(accounts.expectsKeychain()).toBe(false);
});
