/** The keys for Back and Forward, the same as in browsers on each system. */

type Keys = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** -1 for Back, 1 for Forward, `null` for any other key. On a Mac, Alt with an arrow moves by words in a text. */
export function travelOf({ key, altKey, ctrlKey, metaKey, shiftKey }: Keys, mac: boolean): -1 | 1 | null {
  if (ctrlKey || shiftKey) return null;
  const [back, forward] = mac ? ['[', ']'] : ['ArrowLeft', 'ArrowRight'];
  if (mac ? !metaKey || altKey : !altKey || metaKey) return null;
  return key === back ? -1 : key === forward ? 1 : null;
}
