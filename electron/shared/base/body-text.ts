/** The text of a body, in the character set that its headers declare. */

type Headers = readonly (readonly [name: string, value: string])[];

/** Lower case; empty where none is declared. */
export function declaredCharset(headers: Headers): string {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const [, quoted, plain] = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(type) ?? [];
  return (quoted ?? plain ?? '').trim().toLowerCase();
}

/** `null` where the bytes are none of the declared character set (UTF-8 where none is declared), or the set is not known. */
export function exactText(bytes: Uint8Array, headers: Headers): string | null {
  const charset = declaredCharset(headers);
  if (charset === '') return decode('utf-8', bytes);
  if (oneByteLabels.includes(charset)) return windows1252(bytes);
  if (charset === 'utf-16') return utf16(bytes);
  return decode(charset, bytes);
}

/**
 * The text as a person reads it. Nothing gets lost: what is no text in the declared character set is read as UTF-8, and what is none of that,
 * either, one character a byte. Only a character that was cut at the very end becomes �.
 */
export function shownText(bytes: Uint8Array, headers: Headers): string {
  const exact = exactText(bytes, headers) ?? beginningOfUtf8(bytes) ?? windows1252(bytes);
  return exact.startsWith('\ufeff') ? exact.slice(1) : exact;
}

/** A byte order mark stays in the text of UTF-8: it is no part of JSON. `null` as above. */
function decode(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: label.replace('-', '') === 'utf8' }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 without a byte order in its name says it by its first character, and is little-endian where it doesn't. */
const utf16 = (bytes: Uint8Array): string | null => decode(bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-16le', bytes);

function beginningOfUtf8(bytes: Uint8Array): string | null {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    const text = decoder.decode(bytes, { stream: true });
    return new TextEncoder().encode(text).length === bytes.length ? text : `${text}\ufffd`;
  } catch {
    return null;
  }
}

/** All of these mean windows-1252 on the web (WHATWG Encoding). It is decoded here, because some versions of Node take it for Latin-1. */
const oneByteLabels = ['windows-1252', 'cp1252', 'x-cp1252', 'iso-8859-1', 'iso8859-1', 'iso_8859-1', 'latin1', 'l1', 'us-ascii', 'ascii'];

/** Of the bytes 0x80 to 0x9f; those without a character stay control characters. */
const upper = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function windows1252(bytes: Uint8Array): string {
  const text: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) text.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return text.join('').replace(/[\x80-\x9f]/g, (character) => upper[character.charCodeAt(0) - 0x80] ?? character);
}
