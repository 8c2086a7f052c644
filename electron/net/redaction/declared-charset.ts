/** Reads a body in its declared character set, with a source map. For sets that need no declaration, see decode-bytes.ts. */
import { View } from './view.ts';

/** Reads bytes from any position in a body at which a character begins. */
export type ReadCharset = (bytes: Uint8Array) => View;

type CharsetDecoder = InstanceType<typeof TextDecoder>;

const defaultCharsets = /^(?:|utf-?8|(?:us-)?ascii|(?:x-)?cp1252|windows-1252|iso[-_]?8859-1|l(?:atin)?1)$/;
/** In these sets, escape sequences change the meaning of the bytes after them. */
const stateful = /^(?:iso-2022|csiso2022|hz-|utf-7)/;
/** Most bytes of one character in East Asian sets. */
const maxCharacterBytes = 4;

/**
 * How to read a body; `null` where its bytes say all by themselves, and where the set is not known. `charset`: in small letters, empty
 * where none is declared.
 */
export function readerOf(charset: string, body: Uint8Array): ReadCharset | null {
  if (defaultCharsets.test(charset) || stateful.test(charset)) return null;
  if (charset.startsWith('utf-16')) {
    const low = isBigEndian(charset, body) ? 1 : 0;
    return (bytes) => viewOfUtf16(bytes, low);
  }
  const decoder = decoderOf(charset);
  if (decoder === null) return null;
  const known = new Map<number, string>();
  return (bytes) => viewOfCharacters(bytes, decoder, known);
}

/** Whether the set can be decoded, but only from the beginning of a body and without a source map. */
export const isStateful = (charset: string): boolean => stateful.test(charset) && decoderOf(charset) !== null;

/** UTF-16 without a byte order in its name may have a byte order mark; without one it is little-endian. */
export const isBigEndian = (charset: string, body: Uint8Array): boolean =>
  charset === 'utf-16be' || (charset === 'utf-16' && body[0] === 0xfe && body[1] === 0xff);

function viewOfUtf16(bytes: Uint8Array, low: 0 | 1): View {
  const view = new View().reset(bytes.length);
  for (let at = 0; at + 1 < bytes.length; at += 2) view.push((bytes[at + low] ?? 0) | ((bytes[at + 1 - low] ?? 0) << 8), at, at + 2);
  return view;
}

function decoderOf(charset: string): CharsetDecoder | null {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    return null;
  }
}

function viewOfCharacters(bytes: Uint8Array, decoder: CharsetDecoder, known: Map<number, string>): View {
  const view = new View().reset(bytes.length);
  for (let at = 0; at < bytes.length;) {
    const [text, size] = characterAt(bytes, at, decoder, known);
    for (let unit = 0; unit < text.length; unit++) view.push(text.charCodeAt(unit), at, at + size);
    at += size;
  }
  return view;
}

/** Invalid bytes become a character that no secret has. */
function characterAt(bytes: Uint8Array, at: number, decoder: CharsetDecoder, known: Map<number, string>): [text: string, size: number] {
  if ((bytes[at] ?? 0) < 0x80) return [String.fromCharCode(bytes[at] ?? 0), 1];
  let key = 0;
  for (let size = 1; size <= maxCharacterBytes && at + size <= bytes.length; size++) {
    // Adding 1 makes keys of different sizes differ, even if bytes are zero.
    key = (key + 1) * 256 + (bytes[at + size - 1] ?? 0);
    const text = known.get(key) ?? decodeOrEmpty(bytes.subarray(at, at + size), decoder);
    known.set(key, text);
    if (text !== '') return [text, size];
  }
  return ['\ufffd', 1];
}

function decodeOrEmpty(bytes: Uint8Array, decoder: CharsetDecoder): string {
  try {
    return decoder.decode(bytes);
  } catch {
    return '';
  }
}
