/** Takes a customer key out of an entry that is exported without it. Pure. */
import { createHash } from 'node:crypto';

/** Shorter keys stand by chance in every second word: a text that holds one is left out as a whole. */
const shortestReplaced = 4;
/** For longer ones there would be too many ways of writing them: all free text is left out. */
const longestSought = 256;
const leftOut = '[left out: it holds the customer key]';
const leftOutUnread = '[left out: the customer key is too long to look for]';
const plainKey = /^[A-Za-z0-9_-]+$/;

/** The first 32 hex digits of the SHA-256 of the key as it was typed. The same key has the same digits in every export. */
export const hashedKey = (key: string): string => createHash('sha256').update(key, 'utf8').digest('hex').slice(0, 32);

/**
 * Replaces every occurrence of `key` in a text by `hash`, whatever its case: as it stands, and as a URL, a form, JSON or HTML
 * would write it. Other people's keys, such as one that somebody wrote into a note, can't be told from other words and stay.
 */
export function keyHider(key: string, hash: string): (text: string) => string {
  if (key === '') return (text) => text;
  if (key.length > longestSought) return (text) => (text === '' ? '' : leftOutUnread);
  if (plainKey.test(key) && key.length >= shortestReplaced) return plainHider(key.toLowerCase(), hash);
  const found = new RegExp(patternOf(key), 'giu');
  if (key.length >= shortestReplaced) return (text) => text.replace(found, hash);
  return (text) => (text.search(found) >= 0 ? leftOut : text);
}

/** The same for everything that names one contact, each with its own hash. */
export function namesHider(names: readonly string[]): (text: string) => string {
  const isShort = (name: string): number => Number(name.length < shortestReplaced);
  // The longest first, so that none leaves the rest of a longer one behind; before them those that leave out all of a text.
  const all = [...new Set(names)].sort((a, b) => isShort(b) - isShort(a) || b.length - a.length);
  const hiders = all.map((name) => keyHider(name, hashedKey(name)));
  return (text) => hiders.reduce((rest, hide) => hide(rest), text);
}

/** The same for a key that every writer writes the same, many times as fast. */
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

/** Some letters are longer when they are small: then only those of ASCII are made small, so that every place stays the same. */
function lowerAscii(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** A pattern for the key in every way that it may be written: sign by sign, for one text may mix them. */
function patternOf(key: string): string {
  if (plainKey.test(key)) return key;
  const written = [key, key.normalize('NFC'), key.normalize('NFD'), key.toLowerCase(), key.toUpperCase()];
  const patterns = [...new Set(written)].map((text) => Array.from(text, (sign) => `(?:${formsOf(sign).join('|')})`).join(''));
  // The longest first, so that none leaves the rest of a longer one behind.
  return patterns.sort((a, b) => b.length - a.length).join('|');
}

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** One sign as it stands, and as a URL (also encoded twice), a form, JSON or HTML would write it. */
function formsOf(sign: string): string[] {
  const code = sign.codePointAt(0) ?? 0;
  const units = Array.from({ length: sign.length }, (_, at) => sign.charCodeAt(at).toString(16).padStart(4, '0'));
  const bytes = [...Buffer.from(sign, 'utf8')].map((byte) => byte.toString(16).padStart(2, '0'));
  return [
    `&#0*${code};`,
    `&#x0*${code.toString(16)};`,
    ...(named[sign] === undefined ? [] : [named[sign]]),
    units.map((unit) => `\\\\u${unit}`).join(''),
    bytes.map((byte) => `%(?:25)?${byte}`).join(''),
    ...(sign === ' ' ? ['\\+'] : []),
    ...('"\\/'.includes(sign) ? [`\\\\${escaped(sign)}`] : []),
    escaped(sign),
  ];
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
