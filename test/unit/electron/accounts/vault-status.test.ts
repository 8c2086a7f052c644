import { expect, it } from 'vitest';
import { vaultStatus } from '../../../../electron/accounts/vault-status.ts';
import type { KeychainProblem } from '../../../../electron/accounts/keychain/keychain-problem.ts';

const probed = (problem: KeychainProblem | null) => ({ probe: () => Promise.resolve(problem) });

it('has no text for a keychain that works', async () => {
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
] as const)('%s is shown as %s, with a remedy', async (problem, state) => {
  expect(await vaultStatus(probed(problem), 'linux')).toEqual({ state, text: { code: `keychain.${problem}`, params: undefined } });
});

it('names what keeps secrets on this system', async () => {
  expect(await vaultStatus(probed('failed'), 'darwin')).toEqual({
    state: 'refused',
    text: { code: 'keychain.failed', params: { system: 'macos' } },
  });
});
