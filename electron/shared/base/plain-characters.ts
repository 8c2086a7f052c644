/** Dashes and digits of every script, and the plain ones of a keyboard that stand for them. */

/**
 * Dashes that can't be told from the hyphen of a keyboard, or only side by side: hyphens and dashes up to the length of a letter, the minus
 * sign, and the others that Unicode's table of look-alikes has (Unicode Technical Standard 39, confusables.txt). Full-width and small forms
 * are not among them: they are compatibility forms, which folding knows.
 */
export const dashes = '\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2796\u2cba';

const dash = new RegExp(`[${dashes}]`, 'gu');

/** In the order of the text; `index` in UTF-16 units from 0. */
export const dashesIn = (text: string): readonly { character: string; index: number }[] =>
  [...text.matchAll(dash)].map(({ 0: character, index }) => ({ character, index }));

export const withHyphens = (text: string): string => text.replace(dash, '-');

/** A digit of any script. */
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
