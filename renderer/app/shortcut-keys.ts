/** Which shortcut a key press is: a preset slot, Back or Forward. */
import { slots, type Slot } from '../../electron/shared/domain/preset-slots.ts';

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * The preset slot of a key, by physical key as well as by character: on a French keyboard the digits need Shift. The number pad is
 * excluded, because its keys move the cursor while Num Lock is off.
 */
export function slotOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Keys & Pick<KeyboardEvent, 'code'>): Slot | null {
  if (ctrlKey === metaKey || altKey || shiftKey) return null;
  const digit = /^[1-9]$/.exec(key)?.[0] ?? /^Digit([1-9])$/.exec(code)?.[1];
  return slots.find((slot) => String(slot) === digit) ?? null;
}

/**
 * The keys for Back and Forward, the same as in browsers on each system: -1 for Back, 1 for Forward, `null` for any other key. On a Mac,
 * Alt with an arrow moves by words in a text.
 */
export function travelOf({ key, altKey, ctrlKey, metaKey, shiftKey }: Keys, mac: boolean): -1 | 1 | null {
  if (ctrlKey || shiftKey) return null;
  const [back, forward] = mac ? ['[', ']'] : ['ArrowLeft', 'ArrowRight'];
  if (mac ? !metaKey || altKey : !altKey || metaKey) return null;
  return key === back ? -1 : key === forward ? 1 : null;
}
