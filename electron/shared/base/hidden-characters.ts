/**
 * Characters that a person can't see, or can't tell from an ordinary space: two texts that differ in them look the same and mean
 * something else to a server. Pure.
 */

/**
 * What a text may have.
 * - `exact`: a key, an address or a login name. Only what can be seen, and ordinary spaces.
 * - `name`: what a person is called, or a campaign. As `exact`, with the joiners and selectors that emoji and some scripts are written with.
 * - `prose`: names that others chose, labels and subject lines. As `name`, with every kind of space on one line.
 */
export type TextRule = 'exact' | 'name' | 'prose';

export interface HiddenCharacter {
  /** One code point. */
  character: string;
  /** `blank`: looks like a space; `invisible`: looks like nothing; `control`: ends a line or is no character of a text at all. */
  kind: 'blank' | 'invisible' | 'control';
  /** Its place in the text, in UTF-16 units from 0. */
  index: number;
  /** Its place as a person counts: in characters from 1. */
  place: number;
}

/** Not ignorable by their property, and invisible all the same: joiners and fillers of old scripts, a note without a head, a lost picture. */
const moreInvisible = '\\u2d7f\\u{1107f}\\u{16fe4}\\u{1d159}\\ufffc';
/** As wide as a space, although they are letters or symbols by their property. */
const moreBlanks = '\\u2800\\u{13441}\\u{13442}';

/** No character, or none that this Keypost's Unicode knows: how it looks can't be told, and mostly it looks like nothing. */
const broken = /(?!\p{Default_Ignorable_Code_Point})[\p{Cs}\p{Cn}]/u;
const control = new RegExp(`[\\p{Cc}\\p{Zl}\\p{Zp}]|${broken.source}`, 'u');
const blank = new RegExp(`(?! )[\\p{Zs}${moreBlanks}]`, 'u');
const hidden = new RegExp(`(?! )[\\p{Cc}\\p{Cs}\\p{Z}\\p{Cn}\\p{Cf}\\p{Default_Ignorable_Code_Point}${moreInvisible}${moreBlanks}]`, 'gu');

/** Emoji as Unicode Technical Standard 51 (1.4.9) has them, without the digits that would count as emoji there. */
const emoji = ((): string => {
  const tags = '[\\u{e0020}-\\u{e007e}]+\\u{e007f}';
  const one = `\\p{Extended_Pictographic}(?:\\p{Emoji_Modifier}|\\ufe0f\\u20e3?|\\ufe0e|${tags})?`;
  return `[0-9#*]\\ufe0f\\u20e3|${one}(?:\\u200d${one})*`;
})();
/** Where scripts need joiners and selectors: Unicode Standard Annex 31, 2.3; variants of Han and Mongolian letters. */
const shaped = [
  '(?<=[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mandaic}\\p{Script=Nko}\\p{Script=Mongolian}])[\\u200c\\u200d](?=\\p{L})',
  '(?<=[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca\\u1039\\u17d2])[\\u200c\\u200d]',
  '(?<=\\p{Script=Mongolian})[\\u180b-\\u180f]',
  '(?<=\\p{Script=Han})[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]',
].join('|');
const legitimate = new RegExp(`${emoji}|${shaped}`, 'gu');

/** Ends a line or a cell of a table: what stands before it and behind it are two texts. */
const lineEnds = '\\n-\\r\\x1c\\x1d\\x85\\u2028\\u2029';
const betweenLines = new RegExp(`[${lineEnds}]`, 'u');
const separator = new RegExp(`[\\t\\x1e\\x1f${lineEnds}]`, 'gu');

export const isSeparator = (character: string): boolean => character.search(separator) === 0;

export const separatorsAsSpaces = (text: string): string => text.replace(separator, ' ');

/** The lines of a text, or its cells where it is one line of a table; without what can't be seen at their ends, and none that is empty. */
export function piecesOf(text: string): { kind: 'lines' | 'cells'; pieces: readonly string[] } {
  const split = (by: RegExp): string[] => text.split(by).flatMap((piece) => trimHidden(piece, 'name') || []);
  const lines = split(betweenLines);
  return lines.length > 1 ? { kind: 'lines', pieces: lines } : { kind: 'cells', pieces: split(separator) };
}

const noText = /^[\x20-\x7e]*$/;

/** In the order of the text. Nothing is hidden in a text of plain ASCII. */
export function hiddenIn(text: string, rule: TextRule): readonly HiddenCharacter[] {
  if (noText.test(text)) return [];
  const spans =
    rule === 'exact' ? [] : [...text.matchAll(legitimate)].map((match) => [match.index, match.index + match[0].length] as const);
  const found = [...text.matchAll(hidden)].filter(
    ({ 0: character, index }) => !spans.some(([from, to]) => index >= from && index < to) && !(rule === 'prose' && blank.test(character)),
  );
  let [counted, from] = [0, 0];
  return found.map(({ 0: character, index }) => {
    counted += Array.from(text.slice(from, index)).length;
    from = index;
    const kind = blank.test(character) ? 'blank' : control.test(character) ? 'control' : 'invisible';
    return { character, kind, index, place: counted + 1 };
  });
}

/**
 * The text without what can't be seen at its ends: spaces of every kind, and whatever the rule does not allow. Half a character stays, to be
 * refused, for something is missing there; and so does one that is not known, for it may be a letter by now.
 */
export function trimHidden(text: string, rule: TextRule): string {
  if (noText.test(text)) return text.trim();
  const hiddenThere = hiddenIn(text, rule === 'prose' ? 'name' : rule);
  const lost = new Set(hiddenThere.filter(({ character }) => !broken.test(character)).map(({ index }) => index));
  const kept = [...text.matchAll(/[^ ]/gu)].filter(({ index }) => !lost.has(index));
  const [first, last] = [kept[0], kept.at(-1)];
  return first === undefined || last === undefined ? '' : text.slice(first.index, last.index + last[0].length);
}

/** The text with every hidden character taken out of it, or with `blanks` in place of those that look like a space. */
export function withoutHidden(text: string, rule: TextRule, blanks = ''): string {
  if (rule === 'exact') return text.replace(hidden, (character) => (blank.test(character) ? blanks : ''));
  let [kept, from] = ['', 0];
  for (const { character, kind, index } of hiddenIn(text, rule)) {
    kept += text.slice(from, index) + (kind === 'blank' ? blanks : '');
    from = index + character.length;
  }
  return kept + text.slice(from);
}
