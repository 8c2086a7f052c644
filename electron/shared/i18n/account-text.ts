/** Texts about accounts and the keychain that keeps their passwords: what is wrong, and what to do about it. */

export type KeychainSystem = 'linux' | 'macos' | 'windows';

const orMemory = 'or keep the password only until Keypost closes.';

const failed: Readonly<Record<KeychainSystem, string>> = {
  linux: `The keychain didn't do what Keypost asked. Check in the keychain's own app that it is unlocked, then try again, ${orMemory}`,
  macos: `The keychain didn't do what Keypost asked. Unlock the login keychain in Keychain Access and allow Keypost there, then try again, ${orMemory}`,
  windows: `Credential Manager didn't do what Keypost asked. Check under Services that Credential Manager is running, then try again, ${orMemory}`,
};

export const accountText = {
  'account.noWebAddress': (): string => 'Its site URL must begin with https://.',
  'account.practiceElsewhere': (): string =>
    'A practice account stays on this computer, such as http://127.0.0.1:8080. For this site choose Test or Production.',
  /** `reason`: a sentence. */
  'account.refused': ({ name, reason }: { name: string; reason: string }): string =>
    `Keypost doesn’t use the account “${name}” as accounts.json has it. ${reason} It’s still in the file: correct it there and start Keypost again, or add the account anew.`,
  'keychain.absent': (): string =>
    `No keychain service is running on this computer. Install and start GNOME Keyring, KWallet or KeePassXC (with its Secret Service integration), ${orMemory}`,
  'keychain.noBus': (): string =>
    `Keypost can't reach the keychain, because this session has no session bus (D-Bus). Start Keypost from your desktop, or in a terminal with "dbus-run-session", ${orMemory}`,
  'keychain.cannotStart': (): string =>
    `The keychain service is installed but doesn't start. Sign out and in again and check that it runs, ${orMemory}`,
  'keychain.stopped': (): string => `The keychain service has stopped. Start it again, or sign out and in, then try again, ${orMemory}`,
  'keychain.restarted': (): string =>
    `The keychain service was restarted while Keypost was waiting for it. Unlock the keychain if it is locked, then try again, ${orMemory}`,
  'keychain.locked': (): string => `The keychain is locked. Unlock it in its own app or when the system asks, then try again, ${orMemory}`,
  'keychain.noCollection': (): string =>
    `The keychain has no keyring that Keypost can use. Create one when the system asks, or in KeePassXC open your database and share a group of it under "Secret Service Integration", then try again, ${orMemory}`,
  'keychain.unanswered': (): string =>
    `The keychain asked for your permission and got no answer. Try again and answer its prompt, ${orMemory}`,
  'keychain.notResponding': (): string =>
    `The keychain service doesn't respond. Quit it and start it again, or sign out and in, then try again, ${orMemory}`,
  'keychain.denied': (): string =>
    `The keychain refused Keypost. Allow Keypost in the keychain's own settings, then try again, ${orMemory}`,
  'keychain.failed': ({ system }: { system: KeychainSystem }): string => failed[system],
  'keychain.libraryMissing': (): string =>
    `The library libsecret is missing. Install it (Debian, Ubuntu: libsecret-1-0) and start Keypost again, ${orMemory}`,
  'keychain.partMissing': (): string => `Keypost's keychain part can't be loaded. Install Keypost again, ${orMemory}`,
  'keychain.unreadable': (): string =>
    "The keychain's entry for this isn't a password of Keypost. Type the password, and the key if there is one, again.",
  'keychain.notKept': (): string => `The keychain didn't keep the password as it was typed. Try again, ${orMemory}`,
  'keychain.entryGone': ({ name }: { name: string }): string =>
    `The password of ${name} is no longer in the keychain. Open Accounts and type it again.`,
};
