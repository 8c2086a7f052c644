import { describe, expect, it } from 'vitest';
import { keychainFailure, keychainTrouble, loadTrouble, type KeychainTrouble } from '../../../../electron/accounts/keychain-words.ts';

describe('keychainTrouble', () => {
  it.each([
    ['Cannot get secret of a locked object', 'locked'],
    ['Prompt was dismissed', 'locked'],
    ['User interaction is not allowed.', 'locked'],
    ['Object does not exist at path "/org/freedesktop/secrets/collection/login"', 'locked'],
    ['User canceled the operation.', 'denied'],
    ['The operation was cancelled by the user', 'denied'],
    ['The user name or passphrase you entered is not correct.', 'denied'],
    ['Access is denied.', 'denied'],
    ['Rejected send message, 2 matched rules; type="method_call" interface="org.freedesktop.Secret.Service"', 'denied'],
    ['Operation not permitted', 'denied'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'absent'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'absent'],
    ['Could not connect: No such file or directory', 'absent'],
    ['The name is not activatable', 'absent'],
    ['A default keychain could not be found.', 'absent'],
    ['A specified logon session does not exist. It may already have been terminated.', 'absent'],
    ['Something quite different', 'failed'],
    ['', 'failed'],
  ] satisfies [string, KeychainTrouble][])('%j is %s', (words, trouble) => {
    expect(keychainTrouble(new Error(words))).toBe(trouble);
  });

  it.each([
    ['is locked', 'locked'],
    [undefined, 'failed'],
    [7, 'failed'],
  ])('makes do with what is no error: %j', (thrown, trouble) => {
    expect(keychainTrouble(thrown)).toBe(trouble);
  });
});

describe('loadTrouble', () => {
  it.each([
    ['libsecret-1.so.0: cannot open shared object file: No such file or directory', 'libsecretMissing'],
    ["Cannot find module 'keytar'", 'notLoaded'],
  ])('%j is %s', (words, trouble) => {
    expect(loadTrouble(new Error(words))).toBe(trouble);
  });
});

describe('keychainFailure', () => {
  const all: [KeychainTrouble, string, RegExp][] = [
    ['locked', 'vaultLocked', /^The keychain is locked\. Unlock it/],
    ['slow', 'vaultLocked', /^The keychain did not answer in time\. Answer its prompt/],
    ['absent', 'vaultAbsent', /Install GNOME Keyring or KWallet/],
    ['libsecretMissing', 'vaultAbsent', /libsecret-1-0/],
    ['notLoaded', 'vaultAbsent', /Install Keypost again/],
    ['denied', 'vaultFailed', /^The keychain refused Keypost\. Allow Keypost/],
    ['failed', 'vaultFailed', /^The keychain reported an error\. Try again/],
  ];

  it.each(all)('%s is %s, with its remedy and the way without a keychain', (trouble, code, sentence) => {
    const failure = keychainFailure(trouble, 'linux');
    expect(failure).toMatchObject({ ok: false, error: { code, sentence: expect.stringMatching(sentence) as string } });
    expect(!failure.ok && failure.error.sentence).toMatch(/or keep the password only until Keypost closes\.$/);
  });

  it.each(['darwin', 'win32'] as const)('does not speak of GNOME on %s', (platform) => {
    const failure = keychainFailure('absent', platform);
    expect(!failure.ok && failure.error.sentence).toMatch(/^This computer's keychain could not be found\. Sign in/);
  });
});
