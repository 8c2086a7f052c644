/**
 * Bigrams of scripts without spaces between words, for a full-text index that only knows words: each pair of adjacent characters becomes
 * a word, so that any part of such a text is found, even a single character.
 *
 * `確認メ` is indexed as `確認 認メ メ` and searched as `確認 認メ`; `確` is searched as a prefix. The same is done for emoji and other symbols, and
 * for Hangul, whose words have spaces between them but are often joined.
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
/** Japanese characters that belong to several scripts. */
const sharedCharacters = '\\u3006\\u3031-\\u3035\\u303c\\u3099\\u309a\\u30fc';
/** Emoji and other symbols, except the replacement character. */
const symbols = '(?!\\ufffd)[\\p{So}\\p{Extended_Pictographic}\\p{Regional_Indicator}\\p{Emoji_Modifier}]';
const letters = `(?=[\\p{L}\\p{M}\\p{N}])[${scripts.map((name) => `\\p{Script=${name}}`).join('')}${sharedCharacters}]`;

const unspacedRun = new RegExp(`(?:${letters}|${symbols})+`, 'gu');

/** Whether a text has characters of these scripts. */
export const hasUnspaced = (text: string): boolean => text.search(unspacedRun) >= 0;

/** A text as it is indexed. `text` is folded. */
export const withBigrams = (text: string): string => text.replace(unspacedRun, (run) => ` ${bigramsOf(run, true)} `);

/** A word of a search as consecutive words of the index; the last one is a prefix. `word` is folded. */
export const asBigrams = (word: string): string =>
  word.replace(unspacedRun, (run, at: number) => ` ${bigramsOf(run, at + run.length < word.length)} `);

/** `last`: adds the last character alone, where something follows that has to stand directly behind it. */
function bigramsOf(run: string, last: boolean): string {
  const units = Array.from(run, privateUse);
  const all = units.map((one, at) => one + (units[at + 1] ?? ''));
  return (last || all.length === 1 ? all : all.slice(0, -1)).join(' ');
}

/**
 * Maps a character to private use, which SQLite's tokenizer accepts as a part of a word and leaves unchanged. The tokenizer accepts
 * neither symbols nor marks, and doesn't know characters that are newer than itself.
 */
function privateUse(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return String.fromCodePoint(code < 0x1_0000 ? 0xf_0000 + code : 0x10_0000 + (code & 0xffff));
}
