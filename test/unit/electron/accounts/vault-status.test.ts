import { expect, it } from 'vitest';
import { vaultStatus } from '../../../../electron/accounts/vault-status.ts';
import type { KeychainTrouble } from '../../../../electron/accounts/keychain/keychain-trouble.ts';

const probed = (trouble: KeychainTrouble | null) => ({ probe: () => Promise.resolve(trouble) });

it('has nothing to say of a keychain that works', async () => {
  expect(await vaultStatus(probed(null))).toEqual({ state: 'available', text: null });
});

it.each([
  ['noBus', 'absent'],
  ['absent', 'absent'],
  ['libraryMissing', 'absent'],
  ['locked', 'locked'],
  ['noCollection', 'locked'],
  ['notResponding', 'notResponding'],
  ['stopped', 'notResponding'],
  ['denied', 'refused'],
] as const)('%s is shown as %s, with what to do about it', async (trouble, state) => {
  expect(await vaultStatus(probed(trouble), 'linux')).toEqual({ state, text: { code: `keychain.${trouble}`, params: undefined } });
});

it('names what keeps secrets on this system', async () => {
  expect(await vaultStatus(probed('failed'), 'darwin')).toEqual({
    state: 'refused',
    text: { code: 'keychain.failed', params: { system: 'macos' } },
  });
});
