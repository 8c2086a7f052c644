/** Texts about accounts in lists, badges and forms. */
import type { AccountKind, AccountView, SecretBackend } from '../../electron/shared/ipc/contract.ts';

const backendLabels: Readonly<Record<SecretBackend, string>> = {
  keychain: 'Password in the keychain',
  memory: 'Password until Keypost closes',
  none: 'No password',
  missing: 'Password missing in the keychain',
  practice: 'No password needed',
};

/** Where an account's password is stored, for the list. */
export function secretText(account: AccountView): string {
  const { backend, hasSecret } = account.secret;
  return backend === 'practice' || backend === 'missing' || hasSecret ? backendLabels[backend] : backendLabels.none;
}

/** For the input of a password that should be in the keychain. */
export const missingText = 'No longer in the keychain. Type it again.';

/** Where a stored secret is, for its input. */
export const storedText = (backend: SecretBackend): string =>
  backend === 'memory' ? 'Kept until Keypost closes.' : 'Stored in the keychain.';

/** A site without its scheme, for narrow places. */
export const siteText = (siteUrl: string): string => siteUrl.replace(/^https?:\/\//, '');

export const kindLabels: Readonly<Record<AccountKind, string>> = { practice: 'Practice', test: 'Test', production: 'Production' };

/** What removing an account means for the presets that use it; empty if none does. Begins with a space. */
export function boundText(presets: number): string {
  if (presets === 0) return '';
  return presets === 1
    ? ' One preset names it and will ask for another account.'
    : ` ${presets} presets name it and will ask for another account.`;
}
