/** What the page says of its own parts, their names and keys; and why a call of the page was refused before anything was done. */

const counted = (count: number, one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`);

export const pageText = {
  /** Names the part of the left column that shows the chosen account. */
  'page.sendingAs': (): string => 'Sending as',
  /** Shown while somebody types into a field that offers names. `typed`: whether these are not all. */
  'page.namesFound': ({ count, typed }: { count: number; typed: boolean }): string =>
    typed ? counted(count, 'name matches', 'names match') : counted(count, 'name', 'names'),
  'page.choicesFound': ({ count }: { count: number }): string => counted(count, 'choice matches', 'choices match'),
  'page.presetsFound': ({ count }: { count: number }): string => counted(count, 'preset matches', 'presets match'),
  /** Describes the table of presets. */
  'page.presetKeys': (): string => 'Up and down arrow keys go through the presets, left and right through the buttons of one.',
  'bridge.wrongSender': (_: object): string => 'Keypost only responds to its own page.',
  'bridge.needsGesture': (_: object): string => 'This opens only when you press its button. Nothing was done. Press the button again.',
};
