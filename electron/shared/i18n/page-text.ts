/** What the page says of its own parts: their names, and the keys that lead through them. */

export const pageText = {
  /** Names the part of the left column that shows the chosen account. */
  'page.sendingAs': (): string => 'Sending as',
};
