/**
 * Takes out of a message what a person may have typed, or a server may have sent: a diagnostics file is sent to others, so it keeps codes,
 * names of functions and the fixed words of a message only.
 */

/** Replaces what is taken out. */
const masked = '…';

/** Characters of a message that are looked at. */
const readCharacters = 2000;
/** Characters of a message that are kept. */
const keptCharacters = 300;

const quotes = `'"\`‘’“”«»`;
/** An apostrophe inside a word, as in "can't" and "Keypost's", is no quote. */
const quote = new RegExp(`(?!(?<=[a-z])['’](?:t|s)\\b)[${quotes}]`, 'u');
/** E-mail addresses, web addresses and paths, encoded values, numbers, keys with digits in them, and what is not ASCII. */
const revealing = /[@%\\=]|\/.*\/|\d{4}|(?=.*\d).{8}|[^\x21-\x7e]/u;
/** A longer word is a key, a token or an encoded value, unless it is a name from the code. */
const longestWord = 20;
const codeName = /^[A-Za-z_.]+[:,.;]?$/;

/**
 * Keeps the plain words of a message. What stands between its first and its last quote goes as a whole, for what is quoted may hold quotes
 * itself; so do words that look like an address, a path, a number, a key or a name.
 */
export function maskMessage(message: string): string {
  const text = withoutQuoted(message.slice(0, readCharacters));
  const words = text.split(/\s+/).filter((word) => word !== '');
  return words.map(maskWord).join(' ').slice(0, keptCharacters);
}

function withoutQuoted(text: string): string {
  const first = text.search(quote);
  if (first === -1) return text;
  let last = text.length;
  while (last > first && !quotes.includes(text.charAt(last - 1))) last--;
  // A single quote has lost its other end: nobody knows how far what it quotes goes.
  return `${text.slice(0, first)} ${masked} ${last - 1 === first ? '' : text.slice(last)}`;
}

const maskWord = (word: string): string =>
  word !== masked && (revealing.test(word) || (word.length > longestWord && !codeName.test(word))) ? masked : word;
