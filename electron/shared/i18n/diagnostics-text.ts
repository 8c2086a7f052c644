/** The diagnostics: what Keypost could not handle. */
export const diagnosticsText = {
  'diagnostics.menu': (_: object): string => 'Copy Diagnostics…',
  'diagnostics.title': (_: object): string => 'Diagnostics',
  'diagnostics.explanation': (_: object): string =>
    'What failed in Keypost, without passwords, customer keys or messages. Read it before you send it to anybody.',
  /** `path`: of the file. */
  'diagnostics.place': ({ path }: { path: string }): string => `Kept in ${path}`,
  'diagnostics.copied': (_: object): string => 'Diagnostics copied.',
  'diagnostics.unexpected': (_: object): string =>
    'Keypost met an error that it did not expect. What was sent is in the log. Start Keypost again; Help → Copy Diagnostics shows what happened.',
};
