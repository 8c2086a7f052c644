/** Replaces a customer key in the texts of an entry that is exported without it. */
import { createHash } from 'node:crypto';

/** Shorter keys occur by chance in many words, so a text that contains one is left out as a whole. */
const minReplacedLength = 4;
/** Longer keys could be written in too many ways, so all free text is left out. */
const maxSearchedLength = 256;
const leftOut = '[left out: it holds the customer key]';
const leftOutUnread = '[left out: the customer key is too long to look for]';
const plainKey = /^[A-Za-z0-9_-]+$/;

/** The first 32 hex digits of the SHA-256 of the key as it was typed. The same key has the same hash in every export. */
export const hashedKey = (key: string): string => createHash('sha256').update(key, 'utf8').digest('hex').slice(0, 32);

/**
 * Returns a function that replaces every occurrence of `key` in a text by `hash`, in any letter case: as it is, and as encoded in a URL,
 * a form, JSON or HTML. Other people's keys, such as one in a note, can't be told from other words and stay.
 */
export function keyHider(key: string, hash: string): (text: string) => string {
  if (key === '') return (text) => text;
  if (key.length > maxSearchedLength) return (text) => (text === '' ? '' : leftOutUnread);
  if (plainKey.test(key) && key.length >= minReplacedLength) return plainHider(key.toLowerCase(), hash);
  const found = new RegExp(patternOf(key), 'giu');
  if (key.length >= minReplacedLength) return (text) => text.replace(found, hash);
  return (text) => (text.search(found) >= 0 ? leftOut : text);
}

/** The same for all names of one contact, each with its own hash. */
export function namesHider(names: readonly string[]): (text: string) => string {
  const isShort = (name: string): number => Number(name.length < minReplacedLength);
  // First the short names, which leave out a whole text; then the longest ones, so that none leaves the rest of a longer one behind.
  const all = [...new Set(names)].sort((a, b) => isShort(b) - isShort(a) || b.length - a.length);
  const hiders = all.map((name) => keyHider(name, hashedKey(name)));
  return (text) => hiders.reduce((rest, hide) => hide(rest), text);
}

/** The same for a key that needs no encoding; many times faster. */
function plainHider(key: string, hash: string): (text: string) => string {
  return (text) => {
    const lower = lowerAscii(text);
    let [rest, from] = ['', 0];
    for (let at = lower.indexOf(key); at >= 0; at = lower.indexOf(key, from)) {
      rest += text.slice(from, at) + hash;
      from = at + key.length;
    }
    return from === 0 ? text : rest + text.slice(from);
  };
}

/** Some letters get longer in lower case. Then only ASCII letters are lowered, so that all offsets stay the same. */
function lowerAscii(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** A pattern for the key in every encoding, character by character, because one text may mix them. */
function patternOf(key: string): string {
  if (plainKey.test(key)) return key;
  const spellings = [key, key.normalize('NFC'), key.normalize('NFD'), key.toLowerCase(), key.toUpperCase()];
  const patterns = [...new Set(spellings)].map((text) =>
    Array.from(text, (character) => `(?:${encodingsOf(character).join('|')})`).join(''),
  );
  // The longest first, so that none leaves the rest of a longer one behind.
  return patterns.sort((a, b) => b.length - a.length).join('|');
}

const htmlEntities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Patterns for a character as it is, and as encoded in a URL (once or twice), a form, JSON or HTML. */
function encodingsOf(character: string): string[] {
  const code = character.codePointAt(0) ?? 0;
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at).toString(16).padStart(4, '0'));
  const bytes = [...Buffer.from(character, 'utf8')].map((byte) => byte.toString(16).padStart(2, '0'));
  return [
    `&#0*${code};`,
    `&#x0*${code.toString(16)};`,
    ...(htmlEntities[character] === undefined ? [] : [htmlEntities[character]]),
    units.map((unit) => `\\\\u${unit}`).join(''),
    bytes.map((byte) => `%(?:25)?${byte}`).join(''),
    ...(character === ' ' ? ['\\+'] : []),
    ...('"\\/'.includes(character) ? [`\\\\${escaped(character)}`] : []),
    escaped(character),
  ];
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
