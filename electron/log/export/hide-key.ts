/** Takes a customer key out of an entry that is exported without it. Pure. */
import { createHash } from 'node:crypto';

/** Shorter keys stand by chance in every second word: a text that holds one is left out as a whole. */
const shortestReplaced = 4;
const leftOut = '[left out: it holds the customer key]';
const plainKey = /^[A-Za-z0-9_-]+$/;

/** The first 32 hex digits of the SHA-256 of the key as it was typed. The same key has the same digits in every export. */
export const hashedKey = (key: string): string => createHash('sha256').update(key, 'utf8').digest('hex').slice(0, 32);

/**
 * Replaces every occurrence of `key` in a text by `hash`, whatever its case: as it stands, and as a URL, a form, JSON or HTML
 * would write it. Other people's keys, such as one that somebody wrote into a note, can't be told from other words and stay.
 */
export function keyHider(key: string, hash: string): (text: string) => string {
  if (key === '') return (text) => text;
  if (plainKey.test(key) && key.length >= shortestReplaced) return plainHider(key.toLowerCase(), hash);
  const found = new RegExp(formsOf(key).map(escaped).join('|'), 'giu');
  if (key.length >= shortestReplaced) return (text) => text.replace(found, hash);
  return (text) => (text.search(found) >= 0 ? leftOut : text);
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

/** The longest first, so that no form leaves the rest of a longer one behind. */
function formsOf(key: string): string[] {
  if (plainKey.test(key)) return [key];
  const written = [key, key.normalize('NFC'), key.normalize('NFD'), key.toLowerCase(), key.toUpperCase()];
  const forms = written.flatMap((text) => [text, ...urlForms(text), ...jsonForms(text), ...htmlForms(text)]);
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

/** Signs that need no percent sign may have one nevertheless. Empty for what UTF-8 can't carry. */
function urlForms(text: string): string[] {
  if (/\p{Cs}/u.test(text)) return [];
  const plain = encodeURIComponent(text);
  const strict = plain.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return [plain, strict, encodeURI(text)].flatMap((form) => [form, form.replaceAll('%20', '+')]);
}

function jsonForms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const ascii = json.replace(/[\u007f-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [json, ascii].flatMap((form) => [form, form.replaceAll('/', '\\/')]);
}

function htmlForms(text: string): string[] {
  const basic = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quoted = basic.replaceAll('"', '&quot;');
  return [basic, quoted, ...['&#39;', '&#x27;', '&apos;'].map((code) => quoted.replaceAll("'", code))];
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
