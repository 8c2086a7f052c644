/** Every character that is invisible or looks like a space, found by Unicode properties and not by the tested code. */

const byProperty = /[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Cc}\p{Cf}\p{Variation_Selector}\p{Bidi_Control}\p{Join_Control}]/u;

/** Fillers and blanks that no property covers: Braille, Tifinagh, Brahmi, Egyptian, Khitan, a note without a head, a lost picture. */
const others = '\u2800\u2d7f\u{1107f}\u{13441}\u{13442}\u{16fe4}\u{1d159}\ufffc';

/** Empty in place of halves of characters. */
export const allCodePoints = Array.from({ length: 0x110000 }, (_, code) =>
  code >= 0xd800 && code <= 0xdfff ? '' : String.fromCodePoint(code),
);

/** Without the ordinary space. */
export const hiddenCodePoints: readonly string[] = [
  ...allCodePoints.filter((character) => character !== ' ' && byProperty.test(character)),
  ...Array.from(others),
];

/** U+200D */
export const codeOf = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Ends a line or a cell of a table. */
export const separates = (character: string): boolean => '\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029'.includes(character);
/** Looks like a space. */
export const looksBlank = (character: string): boolean => /[\p{Zs}\u2800\u{13441}\u{13442}]/u.test(character);
