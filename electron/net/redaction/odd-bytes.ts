/**
 * Bytes that are no UTF-8, as units of the private use area: so they count as letters of windows-1252, and it is still known that they are bytes, which
 * may be half a character of UTF-16 or a part of UTF-8 whose rest is encoded.
 */

const firstUnit = 0xf700;

/** Of the bytes 0x80 to 0x9f (WHATWG Encoding); those without a character stay control characters. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** `byte`: of 0x80 or more. */
export const unitOfByte = (byte: number): number => firstUnit + byte;

const isOddByte = (unit: number): boolean => unit >= firstUnit + 0x80 && unit <= firstUnit + 0xff;

/** The one byte that a unit was read from; `undefined` where it was several. */
export function byteOfUnit(unit: number): number | undefined {
  if (unit < 0x80) return unit;
  return isOddByte(unit) ? unit - firstUnit : undefined;
}

/** The letter of windows-1252 that the byte would be; any other unit stays. */
export function letterOfUnit(unit: number): number {
  if (!isOddByte(unit)) return unit;
  const byte = unit - firstUnit;
  return byte <= 0x9f ? windows1252.charCodeAt(byte - 0x80) : byte;
}

/** The same, but a letter of Latin-1 counts as well: somebody may have taken a byte for it. */
export const byteOfLetter = (unit: number): number | undefined => (unit <= 0xff ? unit : byteOfUnit(unit));
