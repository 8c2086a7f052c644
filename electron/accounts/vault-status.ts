/** The state of the keychain, with a text for people. */
import type { VaultStatus } from '../shared/domain/account.ts';
import { textOfProblem, type KeychainProblem } from './keychain/keychain-problem.ts';

export interface ProbedVault {
  probe(): Promise<KeychainProblem | null>;
}

const states: Readonly<Record<KeychainProblem, Exclude<VaultStatus['state'], 'available'>>> = {
  noBus: 'absent',
  absent: 'absent',
  libraryMissing: 'absent',
  notLoaded: 'absent',
  cannotStart: 'notResponding',
  stopped: 'notResponding',
  restarted: 'notResponding',
  notResponding: 'notResponding',
  locked: 'locked',
  noCollection: 'locked',
  unanswered: 'locked',
  denied: 'refused',
  failed: 'refused',
};

/** Never fails, and opens no prompt on Linux. */
export async function vaultStatus(vault: ProbedVault, platform: NodeJS.Platform = process.platform): Promise<VaultStatus> {
  const problem = await vault.probe();
  return problem === null ? { state: 'available', text: null } : { state: states[problem], text: textOfProblem(problem, platform) };
}
