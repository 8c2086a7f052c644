/** How the page is notified of a secret that should be in the keychain and is not. */
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
  it('is not shown as stored after a check, and its loss emits an event', async () => {
    const { accounts, keychain, account, view, notified } = await withAccount();
    expect(view().secret).toMatchObject({ hasSecret: true, backend: 'keychain' });
    keychain.entries.clear();
    const before = notified.changes;
    await accounts.lookForSecrets();
    expect(view().secret).toEqual({ hasSecret: false, hasClientKey: false, backend: 'missing' });
    expect(notified.changes).toBe(before + 1);
    await accounts.lookForSecrets();
    expect(notified.changes).toBe(before + 1);
    expect(await accounts.secretFor(account)).toMatchObject({
      error: {
        code: 'noCredentials',
        sentence: `The password of ${account.name} is no longer in the keychain. Open Accounts and type it again.`,
      },
    });
  });

  it('is detected by a send that needs it', async () => {
    const { accounts, keychain, account, view } = await withAccount();
    keychain.entries.clear();
    await accounts.secretFor(account);
    expect(view().secret.backend).toBe('missing');
  });

  it('includes a secret of another site in its place', async () => {
    const { accounts, keychain, account, view } = await withAccount();
    keychain.entries.set(account.id, secret({ siteUrl: 'https://other.acme.example' }));
    await accounts.secretFor(account);
    expect(view().secret.backend).toBe('missing');
  });

  it('includes an unreadable secret', async () => {
    const { accounts, keychain, account, view } = await withAccount();
    keychain.fails('vaultUnreadable', 'read');
    await accounts.secretFor(account);
    expect(view().secret.backend).toBe('missing');
  });

  it.each(['vaultLocked', 'vaultAbsent', 'vaultFailed'] as const)(
    'does not include one that the keychain refuses now (%s)',
    async (problem) => {
      const { accounts, keychain, account, view } = await withAccount();
      keychain.fails(problem);
      await accounts.secretFor(account);
      await accounts.lookForSecrets();
      expect(view().secret.backend).toBe('keychain');
    },
  );

  it('counts as stored when it is typed again or reappears', async () => {
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

  it('does not change the account if only its name is changed', async () => {
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
