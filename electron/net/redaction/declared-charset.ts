/** A body in the character set that its headers declare, with a source map. See decode-bytes.ts for the sets that need no declaration. */
import { View } from './view.ts';

/** Reads bytes from anywhere in a body, from the beginning of a character on. */
export type ReadCharset = (bytes: Uint8Array) => View;

type Decoder = InstanceType<typeof TextDecoder>;

const defaultCharsets = /^(?:|utf-?8|(?:us-)?ascii|(?:x-)?cp1252|windows-1252|iso[-_]?8859-1|l(?:atin)?1)$/;
/** Here bytes mean something else behind an escape sequence. */
const stateful = /^(?:iso-2022|csiso2022|hz-|utf-7)/;
/** Bytes of one character in the sets of East Asia, at most. */
const maxCharacterBytes = 4;

/** How to read a body; `null` where its bytes say all by themselves, and where the set is not known. `charset`: in small letters, empty where none is declared. */
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

/** Whether that set can be decoded, but only from its beginning and without a source map. */
export const isStateful = (charset: string): boolean => stateful.test(charset) && decoderOf(charset) !== null;

/** UTF-16 without a byte order in its name says it by its first character, and is little-endian where it doesn't. */
export const isBigEndian = (charset: string, body: Uint8Array): boolean =>
  charset === 'utf-16be' || (charset === 'utf-16' && body[0] === 0xfe && body[1] === 0xff);

function viewOfUtf16(bytes: Uint8Array, low: 0 | 1): View {
  const view = new View().reset(bytes.length);
  for (let at = 0; at + 1 < bytes.length; at += 2) view.push((bytes[at + low] ?? 0) | ((bytes[at + 1 - low] ?? 0) << 8), at, at + 2);
  return view;
}

function decoderOf(charset: string): Decoder | null {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    return null;
  }
}

function viewOfCharacters(bytes: Uint8Array, decoder: Decoder, known: Map<number, string>): View {
  const view = new View().reset(bytes.length);
  for (let at = 0; at < bytes.length;) {
    const [text, size] = characterAt(bytes, at, decoder, known);
    for (let unit = 0; unit < text.length; unit++) view.push(text.charCodeAt(unit), at, at + size);
    at += size;
  }
  return view;
}

/** What is none in this set becomes a character that no secret has. */
function characterAt(bytes: Uint8Array, at: number, decoder: Decoder, known: Map<number, string>): [text: string, size: number] {
  if ((bytes[at] ?? 0) < 0x80) return [String.fromCharCode(bytes[at] ?? 0), 1];
  let key = 0;
  for (let size = 1; size <= maxCharacterBytes && at + size <= bytes.length; size++) {
    // A size more is another number, be the bytes zero.
    key = (key + 1) * 256 + (bytes[at + size - 1] ?? 0);
    const text = known.get(key) ?? decodeOrEmpty(bytes.subarray(at, at + size), decoder);
    known.set(key, text);
    if (text !== '') return [text, size];
  }
  return ['\ufffd', 1];
}

function decodeOrEmpty(bytes: Uint8Array, decoder: Decoder): string {
  try {
    return decoder.decode(bytes);
  } catch {
    return '';
  }
}
