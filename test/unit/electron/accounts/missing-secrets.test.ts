/** What the page is told of a secret that should be in the keychain and is not. */
import { describe, expect, it } from 'vitest';
import type { AccountView } from '../../../../electron/shared/domain/account.ts';
import { accountsBench, edit, value } from './accounts-bench.ts';
import { FakeKeychain, secret } from './fake-keychain.ts';

async function withAccount() {
  const keychain = new FakeKeychain();
  const bench = accountsBench(undefined, keychain);
  const account = await bench.add();
  const view = (): AccountView => {
    const found = bench.accounts.get(account.id);
    if (!found) throw new Error('it is gone');
    return found;
  };
  return { ...bench, keychain, account, view };
}

describe('a secret that is missing in the keychain', () => {
  it('is not said to be stored, once somebody has looked, and its loss is an event', async () => {
    const { accounts, keychain, account, view, told } = await withAccount();
    expect(view().secret).toMatchObject({ hasSecret: true, backend: 'keychain' });
    keychain.entries.clear();
    const before = told.changes;
    await accounts.lookForSecrets();
    expect(view().secret).toEqual({ hasSecret: false, hasClientKey: false, backend: 'missing' });
    expect(told.changes).toBe(before + 1);
    await accounts.lookForSecrets();
    expect(told.changes).toBe(before + 1);
    expect(await accounts.secretFor(account)).toMatchObject({
      error: {
        code: 'noCredentials',
        sentence: `The password of ${account.name} is no longer in the keychain. Open Accounts and type it again.`,
      },
    });
  });

  it('is known after a send that wanted it', async () => {
    const { accounts, keychain, account, view } = await withAccount();
    keychain.entries.clear();
    await accounts.secretFor(account);
    expect(view().secret.backend).toBe('missing');
  });

  it('is one of another site in its place, too', async () => {
    const { accounts, keychain, account, view } = await withAccount();
    keychain.entries.set(account.id, secret({ siteUrl: 'https://other.acme.example' }));
    await accounts.secretFor(account);
    expect(view().secret.backend).toBe('missing');
  });

  it('is what can not be read as one, too', async () => {
    const { accounts, keychain, account, view } = await withAccount();
    keychain.fails('vaultUnreadable', 'read');
    await accounts.secretFor(account);
    expect(view().secret.backend).toBe('missing');
  });

  it.each(['vaultLocked', 'vaultAbsent', 'vaultFailed'] as const)('is not one that a keychain does not give now (%s)', async (problem) => {
    const { accounts, keychain, account, view } = await withAccount();
    keychain.fails(problem);
    await accounts.secretFor(account);
    await accounts.lookForSecrets();
    expect(view().secret.backend).toBe('keychain');
  });

  it('is stored again when it is typed again, and when it is there again', async () => {
    const { accounts, keychain, account, view } = await withAccount();
    const held = new Map(keychain.entries);
    keychain.entries.clear();
    await accounts.lookForSecrets();
    for (const [id, entry] of held) keychain.entries.set(id, entry);
    await accounts.lookForSecrets();
    expect(view().secret.backend).toBe('keychain');
    keychain.entries.clear();
    await accounts.lookForSecrets();
    value(await accounts.save(edit(account, { password: 'battery staple' })));
    expect(view().secret).toMatchObject({ hasSecret: true, backend: 'keychain' });
  });

  it('leaves the account as it is when only its name is changed', async () => {
    const { accounts, keychain, account, view } = await withAccount();
    const held = new Map(keychain.entries);
    keychain.entries.clear();
    await accounts.lookForSecrets();
    value(await accounts.save(edit(account, { name: 'Acme Europe' })));
    for (const [id, entry] of held) keychain.entries.set(id, entry);
    await accounts.lookForSecrets();
    expect(view()).toMatchObject({ name: 'Acme Europe', secret: { hasSecret: true, backend: 'keychain' } });
  });
});
