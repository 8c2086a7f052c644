/**
 * Represents bytes that aren't UTF-8 as units of the private use area. They compare as windows-1252 characters, but can still be recognized
 * as bytes, which may be half a UTF-16 character or part of a UTF-8 character whose rest is encoded.
 */

const firstUnit = 0xf700;

/** Characters of the bytes 0x80 to 0x9f (WHATWG Encoding); bytes without a character stay control characters. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** `byte`: 0x80 or more. */
export const unitOfByte = (byte: number): number => firstUnit + byte;

const isOddByte = (unit: number): boolean => unit >= firstUnit + 0x80 && unit <= firstUnit + 0xff;

/** The single byte that a unit was read from; `undefined` if there were several. */
export function byteOfUnit(unit: number): number | undefined {
  if (unit < 0x80) return unit;
  return isOddByte(unit) ? unit - firstUnit : undefined;
}

/** The windows-1252 character of the byte; any other unit is returned unchanged. */
export function letterOfUnit(unit: number): number {
  if (!isOddByte(unit)) return unit;
  const byte = unit - firstUnit;
  return byte <= 0x9f ? windows1252.charCodeAt(byte - 0x80) : byte;
}

/** Like `byteOfUnit`, but also accepts Latin-1 characters, because a byte may have been read as one. */
export const byteOfLetter = (unit: number): number | undefined => (unit <= 0xff ? unit : byteOfUnit(unit));
