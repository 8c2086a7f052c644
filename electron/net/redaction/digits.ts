/** Digits of numbers. */

/** The value of characters that are no digit in any base. */
const notADigit = 99;
const values = new Uint8Array(128).fill(notADigit);
for (const digits of ['0123456789abcdef', '0123456789ABCDEF']) {
  for (let value = 0; value < 16; value++) values[digits.charCodeAt(value)] = value;
}

/** The value of a decimal or hexadecimal digit; 99 for anything else. */
export const digitOf = (unit: number): number => values[unit] ?? notADigit;
