/** What a person types into the search box, as words that the full-text index understands. Pure. */

/** What the index's tokenizer takes for a part of a word: letters, digits, private use. */
const partOfWord = /[\p{L}\p{N}\p{Co}]/u;

/**
 * The different words of a search. Whatever stands between blanks is one: `ck-10` asks for "ck" followed by what begins with
 * "10". What has no letter and no digit in it can't be found in a text and is left out.
 */
export function searchWords(search: string): string[] {
  const words = search.split(/[\s\p{Cc}\p{Cs}]+/u).filter((word) => partOfWord.test(word));
  return [...new Set(words)];
}

/** A word as FTS5 reads it: quoted, so that nothing in it is an operator, and open at its end. https://sqlite.org/fts5.html#fts5_phrases */
export const asPrefix = (word: string): string => `"${word.replaceAll('"', ' ')}"*`;
