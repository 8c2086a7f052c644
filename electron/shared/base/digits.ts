/** Digits of every script, where a number is wanted. */

const digit = /\p{Nd}/u;

/** Digits stand in rows of ten, one row behind the other (Unicode Standard, 4.6). */
function valueOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  let first = code;
  while (digit.test(String.fromCodePoint(first - 1))) first--;
  return String((code - first) % 10);
}

/** The text with each decimal digit, such as ٣ or ３, in place of it as one of 0 to 9. Never for a key: there it would be another one. */
export const withPlainDigits = (text: string): string => text.replace(/(?![0-9])\p{Nd}/gu, valueOf);
