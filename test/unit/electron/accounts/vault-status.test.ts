import { expect, it } from 'vitest';
import { vaultStatus, type ProbedVault } from '../../../../electron/accounts/vault-status.ts';
import { fail, ok, type Result } from '../../../../electron/result.ts';

const probed = (result: Result<null>): ProbedVault => ({ probe: () => Promise.resolve(result) });

it('has nothing to say of a keychain that works', async () => {
  expect(await vaultStatus(probed(ok(null)), false)).toEqual({ state: 'available', sentence: '' });
});

it.each([
  ['vaultAbsent', 'absent'],
  ['vaultLocked', 'locked'],
  ['vaultFailed', 'locked'],
])('%s is %s, with the sentence of the vault', async (code, state) => {
  expect(await vaultStatus(probed(fail(code, 'Do this.')), true)).toEqual({ state, sentence: 'Do this.' });
});

it.each([true, false])('tells the vault whether something should be there: %s', async (expected) => {
  const asked: boolean[] = [];
  const probe: ProbedVault['probe'] = (what) => {
    asked.push(what);
    return Promise.resolve(ok(null));
  };
  await vaultStatus({ probe }, expected);
  expect(asked).toEqual([expected]);
});
