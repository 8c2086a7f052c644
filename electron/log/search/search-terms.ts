/** Turns what a person types into the search box into words for the full-text index. */

import { foldLookAlikes } from '../../shared/base/fold-look-alikes.ts';
import { asBigrams, hasUnspaced, withBigrams } from './bigrams.ts';

/** Characters that the index's tokenizer accepts in a word: letters, digits, private use. */
const wordCharacter = /[\p{L}\p{N}\p{Co}]/u;

/**
 * The distinct words of a search, which are separated by spaces: `ck-10` searches for "ck" followed by a word with the prefix "10". Words
 * without a letter, a digit or a symbol such as an emoji can't be found and are left out.
 */
export function searchWords(search: string): string[] {
  const words = search.split(/[\s\p{Cc}\p{Cs}]+/u).filter((word) => wordCharacter.test(word) || hasUnspaced(word));
  return [...new Set(words)];
}

/** The index itself folds ASCII. */
const asciiOnly = /^[\0-\x7f]*$/;

/** A text folded like the index. NUL is replaced, because it would end the text. */
export const searchable = (text: string): string => (asciiOnly.test(text) ? text.replaceAll('\0', ' ') : foldLookAlikes(text));

/** A text as it is stored in the index. */
export const indexed = (text: string): string => (asciiOnly.test(text) ? searchable(text) : withBigrams(searchable(text)));

/** An FTS5 prefix query for a word, quoted, so that nothing in it is an operator: https://sqlite.org/fts5.html#fts5_phrases */
export const asPrefix = (word: string): string => `"${asBigrams(word.replaceAll('"', ' '))}"*`;
