/** What the settings screen says. */

export const settingsText = {
  /** Beside a field for a secret, while the keychain's own part of the screen says what is wrong with it. */
  'settings.keychainBelow': (_: object): string => 'The keychain can’t take a password now: see Keychain below.',
  /** Of a field, while the reason stands elsewhere on the screen. */
  'settings.notSaved': (_: object): string => 'Not saved.',
};
