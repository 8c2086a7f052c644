/** Decides why a keychain call failed or doesn't end, from facts and never from the keychain's error messages. */
import { fail, type Result } from '../../shared/domain/result.ts';
import { textOf, type Text } from '../../shared/i18n/text.ts';
import type { KeychainSystem } from '../../shared/i18n/account-text.ts';
import type { ServiceFacts } from './secret-service.ts';

export type KeychainProblem =
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

/** How many milliseconds a call may take. */
export interface CallTimeouts {
  /** While there is no sign that the keychain is working. */
  quickMs: number;
  /** While the keychain is working and may be waiting for a person. */
  promptMs: number;
}

/** Bus name of the service that a child process talks to; `null` if no service has been seen yet. */
type KnownOwner = string | null;

const ownerOf = (facts: ServiceFacts): string | null => ('owner' in facts ? facts.owner : null);

/** Whether another service process provides the keychain now than the one that the child's session belongs to. */
export function isRestarted(facts: ServiceFacts | null, known: KnownOwner): boolean {
  const owner = facts && ownerOf(facts);
  return known !== null && owner !== null && owner !== known;
}

/** Why a call failed. `facts` is `null` if there is no Secret Service to ask (macOS, Windows). */
export function problemOfFailure(facts: ServiceFacts | null, known: KnownOwner): KeychainProblem {
  if (facts === null || facts.state === 'unknown') return 'failed';
  if (facts.state === 'absent') return known === null ? 'absent' : 'stopped';
  if (facts.state !== 'open') return facts.state;
  // The keychain is there and unlocked, but the call failed.
  return isRestarted(facts, known) ? 'restarted' : 'denied';
}

/** Why a call that has taken `elapsedMs` so far should be given up; `null` if it may continue. */
export function problemOfWaiting(
  facts: ServiceFacts | null,
  known: KnownOwner,
  elapsedMs: number,
  patience: CallTimeouts,
): KeychainProblem | null {
  if (isRestarted(facts, known)) return 'restarted';
  switch (facts?.state) {
    case 'noBus':
    case 'absent':
    case 'cannotStart':
    case 'denied':
      return problemOfFailure(facts, known);
    case 'notResponding':
      return elapsedMs >= patience.quickMs ? 'notResponding' : null;
    default:
      return elapsedMs >= patience.promptMs ? 'unanswered' : null;
  }
}

/** Why the keychain can't be used in its current state; `null` if it can, or if nothing is known. */
export function problemOfFacts(facts: ServiceFacts | null): KeychainProblem | null {
  return facts === null || facts.state === 'unknown' || facts.state === 'open' ? null : facts.state;
}

const systems: Readonly<Partial<Record<NodeJS.Platform, KeychainSystem>>> = { darwin: 'macos', win32: 'windows' };

export function textOfProblem(problem: KeychainProblem, platform: NodeJS.Platform): Text {
  if (problem === 'failed') return { code: 'keychain.failed', params: { system: systems[platform] ?? 'linux' } };
  return { code: problem === 'notLoaded' ? 'keychain.partMissing' : `keychain.${problem}`, params: undefined };
}

/** `vaultAbsent`: waiting doesn't help. `vaultLocked`: the next attempt may succeed. `vaultFailed`: the call was refused. */
const codes: Readonly<Record<KeychainProblem, 'vaultAbsent' | 'vaultLocked' | 'vaultFailed'>> = {
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

/** The problem as a failure of the vault. */
export const keychainFailure = (problem: KeychainProblem, platform: NodeJS.Platform): Result<never> =>
  fail(codes[problem], textOf(textOfProblem(problem, platform)));
