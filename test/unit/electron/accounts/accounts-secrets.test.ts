/** How accounts store and remove their secrets. Everything else about them is in accounts.test.ts. */
import { describe, expect, it } from 'vitest';
import { accountsBench, edit, value } from './accounts-bench.ts';
import { secret } from './fake-keychain.ts';

describe('a password in memory', () => {
  it('is kept on request, without a keychain, and gone at the next start', async () => {
    const { accounts, folder, keychain, add } = accountsBench();
    keychain.fails('vaultAbsent');
    const account = await add({ keepInMemory: true, clientName: 'crm', clientKey: 'battery staple' });
    expect(account.secret).toEqual({ hasSecret: true, hasClientKey: true, backend: 'memory' });
    expect(value(await accounts.secretFor(account))).toEqual(secret({ clientKey: 'battery staple' }));
    expect(accounts.expectsKeychain()).toBe(false);
    expect(keychain.calls).toEqual([]);

    const next = accountsBench(folder, keychain).accounts;
    const again = next.get(account.id);
    expect(again?.secret).toEqual({ hasSecret: false, hasClientKey: false, backend: 'none' });
    expect(await next.secretFor(account)).toMatchObject({ error: { code: 'noCredentials' } });
  });

  it('is not required to rename or move the account after it is gone', async () => {
    const { folder, add } = accountsBench();
    const account = await add({ keepInMemory: true, clientName: 'crm', clientKey: 'battery staple' });
    const { accounts } = accountsBench(folder);
    const renamed = value(await accounts.save(edit(account, { name: 'Acme two' })));
    expect(renamed.secret.backend).toBe('none');
    expect((await accounts.save(edit(renamed, { siteUrl: 'https://other.acme.example' }))).ok).toBe(true);
  });

  it('moves to the keychain, and is removed from memory', async () => {
    const { accounts, keychain, memory, add } = accountsBench();
    const account = await add({ keepInMemory: true });
    const moved = value(await accounts.save(edit(account)));
    expect(moved.secret.backend).toBe('keychain');
    expect([keychain.entries.get(account.id), memory.has(account.id)]).toEqual([secret(), false]);
  });

  it('moves from the keychain, and is removed there', async () => {
    const { accounts, keychain, memory, notices, add } = accountsBench();
    const account = await add();
    const moved = value(await accounts.save(edit(account, { keepInMemory: true })));
    expect(moved.secret.backend).toBe('memory');
    expect([keychain.entries.size, memory.has(account.id), notices]).toEqual([0, true, []]);
  });

  it('stays in memory while the keychain cannot store it', async () => {
    const { accounts, keychain, memory, add } = accountsBench();
    const account = await add({ keepInMemory: true });
    keychain.fails('vaultLocked');
    expect(await accounts.save(edit(account))).toMatchObject({ error: { code: 'keychainLocked' } });
    expect([accounts.get(account.id), memory.has(account.id)]).toEqual([account, true]);
  });

  it('reports if it could not be removed from the keychain', async () => {
    const { accounts, keychain, notices, add } = accountsBench();
    const account = await add();
    keychain.fails('vaultAbsent');
    const moved = value(await accounts.save(edit(account, { keepInMemory: true, password: 'new horse' })));
    expect(moved.secret.backend).toBe('memory');
    expect(value(await accounts.secretFor(moved)).password).toBe('new horse');
    expect(notices).toEqual(['The password of Acme could not be removed from the keychain. It is there still, under Keypost.']);
  });

  it('stays in its place if the record of a move cannot be saved', async () => {
    const { accounts, folder, keychain, memory, add } = accountsBench();
    const account = await add();
    folder.break();
    expect(await accounts.save(edit(account, { keepInMemory: true }))).toMatchObject({ error: { code: 'cannotSave' } });
    expect([keychain.entries.get(account.id), memory.has(account.id)]).toEqual([secret(), false]);
  });
});

describe('remove', () => {
  it.each([false, true])('removes the secret as well (in memory: %s)', async (keepInMemory) => {
    const { accounts, keychain, memory, notified, names, add } = accountsBench();
    const { id } = await add({ keepInMemory });
    await add({ name: 'Other' });
    expect(await accounts.remove(id)).toEqual({ ok: true, value: null });
    expect(names()).toEqual(['Practice realm', 'Other']);
    expect([keychain.entries.has(id), memory.has(id), notified.changes]).toEqual([false, false, 3]);
  });

  it.each([
    ['vaultLocked', 'keychainLocked'],
    ['vaultFailed', 'keychainFailed'],
  ] as const)('keeps the account if the keychain fails with %s', async (problem, code) => {
    const { accounts, keychain, notified, add } = accountsBench();
    const account = await add();
    keychain.fails(problem);
    expect(await accounts.remove(account.id)).toMatchObject({ ok: false, error: { code } });
    expect([accounts.get(account.id), notified.changes]).toEqual([account, 1]);
  });

  it('succeeds without a keychain, and reports what is left', async () => {
    const { accounts, keychain, notices, names, add } = accountsBench();
    const { id } = await add();
    keychain.fails('vaultAbsent');
    expect((await accounts.remove(id)).ok).toBe(true);
    expect(names()).toEqual(['Practice realm']);
    expect(notices).toEqual(['The password of Acme could not be removed from the keychain. It is there still, under Keypost.']);
  });

  it.each([{ keepInMemory: true }, { password: '' }])('does not need the keychain for %j', async (changes) => {
    const { accounts, keychain, notices, add } = accountsBench();
    const { id } = await add(changes);
    keychain.fails('vaultLocked');
    expect((await accounts.remove(id)).ok).toBe(true);
    expect(notices).toEqual([]);
  });

  it.each([false, true])('changes nothing if the record cannot be removed (in memory: %s)', async (keepInMemory) => {
    const { accounts, folder, notified, notices, add } = accountsBench();
    const account = await add({ keepInMemory });
    folder.break();
    expect(await accounts.remove(account.id)).toMatchObject({ ok: false, error: { code: 'cannotSave' } });
    expect([accounts.get(account.id), notified.changes, notices]).toEqual([account, 1, []]);
    expect(value(await accounts.secretFor(account))).toEqual(secret());
  });

  it('reports if the secret could not be restored then', async () => {
    const { accounts, folder, keychain, notices, add } = accountsBench();
    const { id } = await add();
    folder.break();
    keychain.fails('vaultLocked', 'write');
    await accounts.remove(id);
    expect(notices).toEqual(['The password of Acme could not be put back where it was. Open Accounts and type it again.']);
  });

  it('refuses what is not there, and the practice realm', async () => {
    const { accounts } = accountsBench();
    expect(await accounts.remove('nobody')).toMatchObject({ ok: false, error: { code: 'noSuchAccount' } });
    expect(await accounts.remove('practice')).toMatchObject({ ok: false, error: { code: 'builtIn' } });
  });
});

describe('clearSecret', () => {
  it.each([false, true])('removes password and key, and nothing else (in memory: %s)', async (keepInMemory) => {
    const { accounts, keychain, memory, notified, add } = accountsBench();
    const account = await add({ clientName: 'crm', clientKey: 'battery staple', keepInMemory });
    const cleared = value(await accounts.clearSecret(account.id));
    expect(cleared).toEqual({ ...account, secret: { hasSecret: false, hasClientKey: false, backend: 'none' } });
    expect(accounts.get(account.id)).toEqual(cleared);
    expect([keychain.entries.size, memory.has(account.id), notified.changes]).toEqual([0, false, 2]);
  });

  it.each([
    ['vaultLocked', 'keychainLocked'],
    ['vaultAbsent', 'keychainAbsent'],
    ['vaultFailed', 'keychainFailed'],
  ] as const)('changes nothing if the keychain fails with %s', async (problem, code) => {
    const { accounts, keychain, notified, add } = accountsBench();
    const account = await add();
    keychain.fails(problem);
    expect(await accounts.clearSecret(account.id)).toMatchObject({ ok: false, error: { code } });
    expect([accounts.get(account.id), notified.changes]).toEqual([account, 1]);
  });

  it.each([false, true])('changes nothing if the record cannot be saved (in memory: %s)', async (keepInMemory) => {
    const { accounts, folder, notified, add } = accountsBench();
    const account = await add({ keepInMemory });
    folder.break();
    expect(await accounts.clearSecret(account.id)).toMatchObject({ ok: false, error: { code: 'cannotSave' } });
    expect([accounts.get(account.id), notified.changes]).toEqual([account, 1]);
    expect(value(await accounts.secretFor(account))).toEqual(secret());
  });

  it('refuses what is not there, and the practice realm', async () => {
    const { accounts } = accountsBench();
    expect(await accounts.clearSecret('nobody')).toMatchObject({ ok: false, error: { code: 'noSuchAccount' } });
    expect(await accounts.clearSecret('practice')).toMatchObject({ ok: false, error: { code: 'builtIn' } });
  });
});

describe('secretFor', () => {
  it.each(['vaultLocked', 'vaultAbsent', 'vaultFailed'] as const)('returns %s unchanged', async (problem) => {
    const { accounts, keychain, add } = accountsBench();
    const account = await add();
    keychain.fails(problem);
    expect(await accounts.secretFor(account)).toMatchObject({ ok: false, error: { code: problem } });
  });

  it('returns nothing for an account that no longer exists, without using the keychain', async () => {
    const { accounts, keychain, add } = accountsBench();
    const account = await add();
    await accounts.remove(account.id);
    keychain.entries.set(account.id, secret());
    const before = keychain.calls.length;
    expect(await accounts.secretFor(account)).toMatchObject({ error: { code: 'noCredentials' } });
    expect(keychain.calls).toHaveLength(before);
  });

  it('fails if the key of a named client is missing', async () => {
    const { accounts, keychain, add } = accountsBench();
    const account = await add({ clientName: 'crm', clientKey: 'battery staple' });
    keychain.entries.set(account.id, secret());
    expect(await accounts.secretFor(account)).toMatchObject({
      error: { code: 'noCredentials', sentence: 'No client key is stored for Acme. Open Accounts and type it.' },
    });
    expect((await accounts.secretFor({ ...account, clientName: '' })).ok).toBe(true);
  });
});
