/** Names of the characters that nobody sees or can tell from others, as the Unicode Standard has them, for messages to people. */

const names: Readonly<Record<number, string>> = {
  0x00: 'null character',
  0x07: 'bell',
  0x08: 'backspace',
  0x09: 'tab',
  0x0a: 'line break',
  0x0b: 'line tabulation',
  0x0c: 'form feed',
  0x0d: 'carriage return',
  0x1b: 'escape',
  0x7f: 'delete character',
  0x85: 'next line',
  0xa0: 'no-break space',
  0xad: 'soft hyphen',
  0x02d7: 'modifier letter minus sign',
  0x034f: 'combining grapheme joiner',
  0x061c: 'Arabic letter mark',
  0x06dd: 'Arabic end of ayah',
  0x070f: 'Syriac abbreviation mark',
  0x08e2: 'Arabic disputed end of ayah',
  0x115f: 'Hangul choseong filler',
  0x1160: 'Hangul jungseong filler',
  0x1680: 'Ogham space mark',
  0x17b4: 'Khmer vowel inherent aq',
  0x17b5: 'Khmer vowel inherent aa',
  0x180b: 'Mongolian free variation selector one',
  0x180c: 'Mongolian free variation selector two',
  0x180d: 'Mongolian free variation selector three',
  0x180e: 'Mongolian vowel separator',
  0x180f: 'Mongolian free variation selector four',
  0x2000: 'en quad',
  0x2001: 'em quad',
  0x2002: 'en space',
  0x2003: 'em space',
  0x2004: 'three-per-em space',
  0x2005: 'four-per-em space',
  0x2006: 'six-per-em space',
  0x2007: 'figure space',
  0x2008: 'punctuation space',
  0x2009: 'thin space',
  0x200a: 'hair space',
  0x200b: 'zero width space',
  0x200c: 'zero width non-joiner',
  0x200d: 'zero width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x2010: 'hyphen',
  0x2011: 'non-breaking hyphen',
  0x2012: 'figure dash',
  0x2013: 'en dash',
  0x2014: 'em dash',
  0x2015: 'horizontal bar',
  0x2028: 'line separator',
  0x2029: 'paragraph separator',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'pop directional formatting',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x202f: 'narrow no-break space',
  0x2043: 'hyphen bullet',
  0x205f: 'medium mathematical space',
  0x2060: 'word joiner',
  0x2061: 'function application',
  0x2062: 'invisible times',
  0x2063: 'invisible separator',
  0x2064: 'invisible plus',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'pop directional isolate',
  0x206a: 'inhibit symmetric swapping',
  0x206b: 'activate symmetric swapping',
  0x206c: 'inhibit Arabic form shaping',
  0x206d: 'activate Arabic form shaping',
  0x206e: 'national digit shapes',
  0x206f: 'nominal digit shapes',
  0x2212: 'minus sign',
  0x2796: 'heavy minus sign',
  0x2800: 'Braille pattern blank',
  0x2cba: 'Coptic dialect-P ni',
  0x2d7f: 'Tifinagh consonant joiner',
  0x3000: 'ideographic space',
  0x3164: 'Hangul filler',
  0xfeff: 'zero width no-break space',
  0xffa0: 'halfwidth Hangul filler',
  0xfff9: 'interlinear annotation anchor',
  0xfffa: 'interlinear annotation separator',
  0xfffb: 'interlinear annotation terminator',
  0xfffc: 'object replacement character',
  0x1107f: 'Brahmi number joiner',
  0x13441: 'Egyptian hieroglyph full blank',
  0x13442: 'Egyptian hieroglyph half blank',
  0x16fe4: 'Khitan small script filler',
  0x1bca0: 'shorthand format letter overlap',
  0x1bca1: 'shorthand format continuing overlap',
  0x1bca2: 'shorthand format down step',
  0x1bca3: 'shorthand format up step',
  0x1d159: 'musical symbol null notehead',
  0x1d173: 'musical symbol begin beam',
  0x1d174: 'musical symbol end beam',
  0x1d175: 'musical symbol begin tie',
  0x1d176: 'musical symbol end tie',
  0x1d177: 'musical symbol begin slur',
  0x1d178: 'musical symbol end slur',
  0x1d179: 'musical symbol begin phrase',
  0x1d17a: 'musical symbol end phrase',
  0xe0001: 'language tag',
  0xe0020: 'tag space',
  0xe007f: 'cancel tag',
};

/** Ranges whose members have no name of their own above: the first code point, the last one, and the name. */
const ranges: readonly (readonly [number, number, (code: number) => string])[] = [
  [0xfe00, 0xfe0f, (code) => `variation selector-${code - 0xfe00 + 1}`],
  [0xe0100, 0xe01ef, (code) => `variation selector-${code - 0xe0100 + 17}`],
  [0xe0020, 0xe007f, (code) => `tag character ${String.fromCodePoint(code - 0xe0000)}`],
  [0xd800, 0xdfff, () => 'half character'],
];

/** Such as "zero width joiner (U+200D)". `character`: one code point; a lone surrogate counts as one. */
export function characterName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `${nameOf(character, code)} (${codePointOf(character)})`;
}

/** The same without its number, where that would only be noise. */
export const shortCharacterName = (character: string): string => nameOf(character, character.codePointAt(0) ?? 0);

/** Such as "U+200D". */
const codePointOf = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

function nameOf(character: string, code: number): string {
  const own = names[code];
  if (own !== undefined) return own;
  const range = ranges.find(([first, last]) => code >= first && code <= last);
  if (range) return range[2](code);
  if (/\p{Cc}/u.test(character)) return 'control character';
  if (/\p{Noncharacter_Code_Point}/u.test(character)) return 'noncharacter';
  if (/\p{Cn}/u.test(character)) return 'unassigned character';
  return 'format character';
}
