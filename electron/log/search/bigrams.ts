/**
 * Text of scripts that put no blanks between words, for a full-text index that only knows words: each pair of neighbouring characters is
 * one, so that any part of such a text is found, down to a single character. Pure.
 *
 * `確認メ` is indexed as `確認 認メ メ` and searched as `確認 認メ`; `確` is searched as what begins with it. So are
 * emoji and other signs, and Hangul, whose words have blanks between them but are often joined.
 */

const scripts = [
  'Han',
  'Hiragana',
  'Katakana',
  'Bopomofo',
  'Hangul',
  'Yi',
  'Thai',
  'Lao',
  'Khmer',
  'Myanmar',
  'Tibetan',
  'Tai_Le',
  'New_Tai_Lue',
  'Tai_Tham',
  'Tai_Viet',
  'Javanese',
  'Balinese',
  'Cham',
  'Ahom',
  'Tangut',
  'Nushu',
];
/** Those of Japanese that belong to several scripts. */
const shared = '\\u3006\\u3031-\\u3035\\u303c\\u3099\\u309a\\u30fc';
/** Emoji and other signs, but for the one that stands for what is no text. */
const signs = '(?!\\ufffd)[\\p{So}\\p{Extended_Pictographic}\\p{Regional_Indicator}\\p{Emoji_Modifier}]';
const letters = `(?=[\\p{L}\\p{M}\\p{N}])[${scripts.map((name) => `\\p{Script=${name}}`).join('')}${shared}]`;

const stretch = new RegExp(`(?:${letters}|${signs})+`, 'gu');

/** Whether a text has a character of these scripts in it. */
export const hasUnspaced = (text: string): boolean => text.search(stretch) >= 0;

/** A text as the index holds it. `text` is folded. */
export const withBigrams = (text: string): string => text.replace(stretch, (run) => ` ${pairs(run, true)} `);

/**
 * What stands between two blanks of a search, as words that follow each other in the index; the last one is open at its end. `word` is
 * folded.
 */
export const asBigrams = (word: string): string =>
  word.replace(stretch, (run, at: number) => ` ${pairs(run, at + run.length < word.length)} `);

/** The last character alone as well, where something follows that must stand right behind it. */
function pairs(run: string, last: boolean): string {
  const units = Array.from(run, unit);
  const all = units.map((one, at) => one + (units[at + 1] ?? ''));
  return (last || all.length === 1 ? all : all.slice(0, -1)).join(' ');
}

/**
 * A character that SQLite's tokenizer takes for a part of a word: it takes no signs and no marks, and knows no character that is younger
 * than itself. Those of private use it leaves as they are.
 */
function unit(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return String.fromCodePoint(code < 0x1_0000 ? 0xf_0000 + code : 0x10_0000 + (code & 0xffff));
}
