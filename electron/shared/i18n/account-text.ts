/** What is said of accounts. */

export const accountText = {
  'account.noWebAddress': (): string => 'Its site URL must begin with https://.',
  'account.practiceElsewhere': (): string =>
    'A practice account stays on this computer, such as http://127.0.0.1:8080. For this site choose Test or Production.',
  /** `reason`: a sentence. */
  'account.refused': ({ name, reason }: { name: string; reason: string }): string =>
    `Keypost doesn’t use the account “${name}” as accounts.json has it. ${reason} It’s still in the file: correct it there and start Keypost again, or add the account anew.`,
};
