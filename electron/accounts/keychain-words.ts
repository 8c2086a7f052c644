/** Tells from a keychain's words what is wrong with it, and says so with the remedy. Pure. */
import { fail, type Result } from '../result.ts';

export type KeychainTrouble = 'locked' | 'absent' | 'denied' | 'failed' | 'slow' | 'notLoaded' | 'libsecretMissing';

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * The trouble behind an error of a keychain call. Keychains have no common error codes: on Linux the words are libsecret's
 * and the bus's, on macOS the Security framework's, on Windows the system's.
 */
export function keychainTrouble(error: unknown): KeychainTrouble {
  const words = message(error);
  // A keyring that was never made counts as locked: both are settled by answering the system's prompt.
  if (/locked|interaction is not allowed|dismissed|object does not exist at path.*collection/i.test(words)) return 'locked';
  // The bus itself forbids it, as a confined app is told.
  if (/rejected send message/i.test(words)) return 'denied';
  if (/denied|not permitted|cancell?ed|not correct|not authori[sz]ed/i.test(words)) return 'denied';
  if (/org\.freedesktop|d-?bus|autolaunch|could not connect|not activatable|not provided by/i.test(words)) return 'absent';
  if (/keychain (could not be|cannot be) found|no keychain|logon session does not exist/i.test(words)) return 'absent';
  return 'failed';
}

/** The trouble behind a native part that could not be loaded. */
export const loadTrouble = (error: unknown): KeychainTrouble => (/libsecret/i.test(message(error)) ? 'libsecretMissing' : 'notLoaded');

const orMemory = 'or keep the password only until Keypost closes.';

const absentWords = (platform: NodeJS.Platform): string =>
  platform === 'linux'
    ? `This computer has no keychain service. Install GNOME Keyring or KWallet, ${orMemory}`
    : `This computer's keychain could not be found. Sign in to this computer again, ${orMemory}`;

/** As a failure of the vault. `slow` means locked: a prompt that nobody answers is what makes a keychain slow. */
export function keychainFailure(trouble: KeychainTrouble, platform: NodeJS.Platform = process.platform): Result<never> {
  switch (trouble) {
    case 'locked':
      return fail('vaultLocked', `The keychain is locked. Unlock it when the system asks and try again, ${orMemory}`);
    case 'slow':
      return fail('vaultLocked', `The keychain did not answer in time. Answer its prompt, if there is one, and try again, ${orMemory}`);
    case 'absent':
      return fail('vaultAbsent', absentWords(platform));
    case 'libsecretMissing':
      return fail(
        'vaultAbsent',
        `The library libsecret is missing. Install it (Debian, Ubuntu: libsecret-1-0) and start Keypost again, ${orMemory}`,
      );
    case 'notLoaded':
      return fail('vaultAbsent', `Keypost's keychain part could not be loaded. Install Keypost again, ${orMemory}`);
    case 'denied':
      return fail('vaultFailed', `The keychain refused Keypost. Allow Keypost in the keychain's own settings and try again, ${orMemory}`);
    case 'failed':
      return fail('vaultFailed', `The keychain reported an error. Try again; if that does not help, restart the computer, ${orMemory}`);
  }
}
