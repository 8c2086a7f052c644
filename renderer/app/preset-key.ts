/** Which slot a key stands for. Pure. */
import { slots, type Slot } from '../../electron/shared/domain/preset-slots.ts';

type Keys = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * By place on the keyboard as well as by sign: on a French keyboard the digits need Shift. Not so on the number pad, whose keys move the cursor
 * while Num Lock is off.
 */
export function slotOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Keys): Slot | null {
  if (ctrlKey === metaKey || altKey || shiftKey) return null;
  const digit = /^[1-9]$/.exec(key)?.[0] ?? /^Digit([1-9])$/.exec(code)?.[1];
  return slots.find((slot) => String(slot) === digit) ?? null;
}
