/** Which preset a key stands for. Pure. */

type Keys = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** By place on the keyboard as well as by sign: on a French keyboard the digits need Shift. */
export function presetNumberOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Keys): number | null {
  if (ctrlKey === metaKey || altKey || shiftKey) return null;
  const digit = /^[1-9]$/.exec(key)?.[0] ?? /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  return digit === undefined ? null : Number(digit);
}
