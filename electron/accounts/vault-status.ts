/** The state of the keychain, with a text for people. */
import type { VaultStatus } from '../shared/domain/account.ts';
import { textOfTrouble, type KeychainTrouble } from './keychain/keychain-trouble.ts';

export interface ProbedVault {
  probe(): Promise<KeychainTrouble | null>;
}

const states: Readonly<Record<KeychainTrouble, Exclude<VaultStatus['state'], 'available'>>> = {
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
  const trouble = await vault.probe();
  return trouble === null ? { state: 'available', text: null } : { state: states[trouble], text: textOfTrouble(trouble, platform) };
}
