/** What the preview of a message says. */

export const previewText = {
  /** Beside "Load images": nobody here can judge where such a name leads. */
  'preview.byProxy': (_: object): string => "Your proxy resolves the servers' names, so Keypost asks it for public names only.",
};
