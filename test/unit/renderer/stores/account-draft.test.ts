import { describe, expect, it } from 'vitest';
import type { AccountView } from '../../../../electron/shared/ipc/contract.ts';
import { draftOf, firstRefused, isChanged, newDraft } from '../../../../renderer/stores/account-draft.ts';
import { secretText } from '../../../../renderer/text/account-labels.ts';

const account: AccountView = {
  id: 'a1',
  name: 'Acme production',
  kind: 'production',
  siteUrl: 'https://mail.acme.example',
  realm: 'acme',
  clientName: '',
  reviewSends: true,
  builtIn: false,
  secret: { hasSecret: true, hasClientKey: false, backend: 'keychain' },
};

describe('a draft', () => {
  it('begins with the public service and without secrets', () => {
    expect(newDraft()).toMatchObject({ id: null, siteUrl: 'https://api.whatcounts.net', password: '', clientKey: '' });
  });

  it('is unchanged at first, and changed by any field including a typed secret', () => {
    const saved = draftOf(account);
    expect(isChanged({ ...saved }, saved)).toBe(false);
    expect(isChanged({ ...saved, realm: 'other' }, saved)).toBe(true);
    expect(isChanged({ ...saved, password: 'x' }, saved)).toBe(true);
    expect(isChanged({ ...saved, keepInMemory: true }, saved)).toBe(true);
    expect(isChanged({ ...saved, reviewSends: false }, saved)).toBe(true);
  });

  it('names the first rejected field in the order of the form', () => {
    expect(firstRefused({ clientKey: 'a', realm: 'b' })).toBe('realm');
    expect(firstRefused({})).toBeNull();
  });
});

describe('secretText', () => {
  it.each([
    [{ hasSecret: true, hasClientKey: false, backend: 'keychain' }, 'Password in the keychain'],
    [{ hasSecret: true, hasClientKey: false, backend: 'memory' }, 'Password until Keypost closes'],
    [{ hasSecret: false, hasClientKey: false, backend: 'none' }, 'No password'],
    [{ hasSecret: false, hasClientKey: true, backend: 'keychain' }, 'No password'],
    [{ hasSecret: false, hasClientKey: false, backend: 'practice' }, 'No password needed'],
  ] as const)('describes %o', (secret, expected) => {
    expect(secretText({ ...account, secret })).toBe(expected);
  });
});
