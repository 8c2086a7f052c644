/** What is wrong when a keychain's call fails or doesn't end, decided from facts and never from a message of the keychain. */
import { fail, type Result } from '../../shared/domain/result.ts';
import { textOf, type Text } from '../../shared/i18n/text.ts';
import type { KeychainSystem } from '../../shared/i18n/account-text.ts';
import type { ServiceFacts } from './secret-service.ts';

export type KeychainTrouble =
  | 'noBus'
  | 'absent'
  | 'cannotStart'
  | 'stopped'
  | 'restarted'
  | 'locked'
  | 'noCollection'
  | 'unanswered'
  | 'notResponding'
  | 'denied'
  | 'failed'
  | 'libraryMissing'
  | 'notLoaded';

/** Milliseconds that a call may take. */
export interface Patience {
  /** When nothing shows that the keychain is alive. */
  quickMs: number;
  /** When it is, and may be waiting for a person. */
  promptMs: number;
}

/** What is known of the service that a child talks to: `null` when nobody has served it yet. */
type KnownOwner = string | null;

const ownerOf = (facts: ServiceFacts): string | null => ('owner' in facts ? facts.owner : null);

/** Whether another program serves the keychain than the one that the child's session is with. */
export function isRestarted(facts: ServiceFacts | null, known: KnownOwner): boolean {
  const owner = facts && ownerOf(facts);
  return known !== null && owner !== null && owner !== known;
}

/** Why a call that failed did so. `facts`: `null` where there is no Secret Service to ask (macOS, Windows). */
export function troubleOfFailure(facts: ServiceFacts | null, known: KnownOwner): KeychainTrouble {
  if (facts === null || facts.state === 'unknown') return 'failed';
  if (facts.state === 'absent') return known === null ? 'absent' : 'stopped';
  if (facts.state !== 'open') return facts.state;
  // It is there and open, and still it failed.
  return isRestarted(facts, known) ? 'restarted' : 'denied';
}

/** Why a call is given up that has taken `elapsedMs` so far; `null` when it may take longer. */
export function troubleOfWaiting(
  facts: ServiceFacts | null,
  known: KnownOwner,
  elapsedMs: number,
  patience: Patience,
): KeychainTrouble | null {
  if (isRestarted(facts, known)) return 'restarted';
  switch (facts?.state) {
    case 'noBus':
    case 'absent':
    case 'cannotStart':
    case 'denied':
      return troubleOfFailure(facts, known);
    case 'notResponding':
      return elapsedMs >= patience.quickMs ? 'notResponding' : null;
    default:
      return elapsedMs >= patience.promptMs ? 'unanswered' : null;
  }
}

/** Why the keychain can't be used as it is; `null` when it can, or nothing is known against it. */
export function troubleOfFacts(facts: ServiceFacts | null): KeychainTrouble | null {
  return facts === null || facts.state === 'unknown' || facts.state === 'open' ? null : facts.state;
}

const systems: Readonly<Partial<Record<NodeJS.Platform, KeychainSystem>>> = { darwin: 'macos', win32: 'windows' };

export function textOfTrouble(trouble: KeychainTrouble, platform: NodeJS.Platform): Text {
  if (trouble === 'failed') return { code: 'keychain.failed', params: { system: systems[platform] ?? 'linux' } };
  return { code: trouble === 'notLoaded' ? 'keychain.partMissing' : `keychain.${trouble}`, params: undefined };
}

/** `vaultAbsent`: waiting doesn't help. `vaultLocked`: it may work the next time. `vaultFailed`: it was refused. */
const codes: Readonly<Record<KeychainTrouble, 'vaultAbsent' | 'vaultLocked' | 'vaultFailed'>> = {
  noBus: 'vaultAbsent',
  absent: 'vaultAbsent',
  libraryMissing: 'vaultAbsent',
  notLoaded: 'vaultAbsent',
  cannotStart: 'vaultLocked',
  stopped: 'vaultLocked',
  restarted: 'vaultLocked',
  locked: 'vaultLocked',
  noCollection: 'vaultLocked',
  unanswered: 'vaultLocked',
  notResponding: 'vaultLocked',
  denied: 'vaultFailed',
  failed: 'vaultFailed',
};

/** As a failure of the vault. */
export const keychainFailure = (trouble: KeychainTrouble, platform: NodeJS.Platform): Result<never> =>
  fail(codes[trouble], textOf(textOfTrouble(trouble, platform)));
