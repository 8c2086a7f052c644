/** Maps a key press to a preset slot. */
import { slots, type Slot } from '../../electron/shared/domain/preset-slots.ts';

type Keys = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * By physical key as well as by character: on a French keyboard the digits need Shift. The number pad is excluded, because its keys move
 * the cursor while Num Lock is off.
 */
export function slotOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Keys): Slot | null {
  if (ctrlKey === metaKey || altKey || shiftKey) return null;
  const digit = /^[1-9]$/.exec(key)?.[0] ?? /^Digit([1-9])$/.exec(code)?.[1];
  return slots.find((slot) => String(slot) === digit) ?? null;
}
