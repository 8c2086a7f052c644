/** The keychain's state in words for people. */
import type { Result } from '../result.ts';
import type { VaultStatus } from './account.ts';

export interface ProbedVault {
  probe(expected: boolean): Promise<Result<null>>;
}

/**
 * Never fails and takes no longer than two of the vault's time limits. `expected`: some account's secret should be in it. A keychain
 * that is there but refuses counts as locked.
 */
export async function vaultStatus(vault: ProbedVault, expected: boolean): Promise<VaultStatus> {
  const probed = await vault.probe(expected);
  if (probed.ok) return { state: 'available', sentence: '' };
  return { state: probed.error.code === 'vaultAbsent' ? 'absent' : 'locked', sentence: probed.error.sentence };
}
