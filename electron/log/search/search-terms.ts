/** What a person types into the search box, as words that the full-text index understands. Pure. */

import { foldText } from '../../shared/base/fold-text.ts';
import { asBigrams, hasUnspaced, withBigrams } from './bigrams.ts';

/** What the index's tokenizer takes for a part of a word: letters, digits, private use. */
const partOfWord = /[\p{L}\p{N}\p{Co}]/u;

/**
 * The different words of a search. Whatever stands between blanks is one: `ck-10` asks for "ck" followed by what begins with
 * "10". What has no letter, no digit and no sign such as an emoji in it can't be found in a text and is left out.
 */
export function searchWords(search: string): string[] {
  const words = search.split(/[\s\p{Cc}\p{Cs}]+/u).filter((word) => partOfWord.test(word) || hasUnspaced(word));
  return [...new Set(words)];
}

/** ASCII is folded by the index itself. */
const plain = /^[\0-\x7f]*$/;

/** A text folded as the index is. NUL would end it. */
export const searchable = (text: string): string => (plain.test(text) ? text.replaceAll('\0', ' ') : foldText(text));

/** A text as it stands in the index. */
export const indexed = (text: string): string => (plain.test(text) ? searchable(text) : withBigrams(searchable(text)));

/** A word as FTS5 reads it: quoted, so that nothing in it is an operator, and open at its end. https://sqlite.org/fts5.html#fts5_phrases */
export const asPrefix = (word: string): string => `"${asBigrams(word.replaceAll('"', ' '))}"*`;
