/** Reads bytes as UTF-8 text; each invalid byte becomes a separate unit. */
import { byteOfUnit, unitOfByte } from './odd-bytes.ts';
import { View } from './view.ts';

/** Bytes with a source map, like a view. */
export class MappedBytes {
  bytes = new Uint8Array(0);
  from = new Int32Array(0);
  to = new Int32Array(0);
  length = 0;
  hasZero = false;

  clear(): void {
    this.length = 0;
    this.hasZero = false;
  }

  /** Empties it and makes room for `room` bytes; no more may be pushed. */
  reset(room: number): this {
    this.clear();
    if (this.bytes.length >= room) return this;
    this.bytes = new Uint8Array(room);
    this.from = new Int32Array(room);
    this.to = new Int32Array(room);
    return this;
  }

  push(byte: number, from: number, to: number): void {
    this.bytes[this.length] = byte;
    this.from[this.length] = from;
    this.to[this.length] = to;
    this.length += 1;
    if (byte === 0) this.hasZero = true;
  }
}

/** Number of bytes of the UTF-8 character that begins at `at`; 0 if none does. */
export function sizeOfCharacter(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const size = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (size === 0 || at + size > end) return 0;
  const second = bytes[at + 1] ?? 0;
  // No overlong forms, no surrogates, nothing beyond U+10FFFF.
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < least || second > most) return 0;
  for (let next = at + 2; next < at + size; next++) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
  return size;
}

function codePoint(bytes: Uint8Array, at: number, size: number): number {
  if (size === 1) return bytes[at] ?? 0;
  let code = (bytes[at] ?? 0) & (0xff >> (size + 1));
  for (let next = at + 1; next < at + size; next++) code = (code << 6) | ((bytes[next] ?? 0) & 0x3f);
  return code;
}

/** Pushes one character as one or two units. */
export function pushCodePoint(view: View, code: number, from: number, to: number): void {
  if (code < 0x10000) return view.push(code, from, to);
  view.push(0xd7c0 + (code >> 10), from, to);
  view.push(0xdc00 + (code & 0x3ff), from, to);
}

/** Pushes the character of `size` bytes at `at`, or an invalid byte (`size` 0) as a separate character. */
export function pushCharacter(view: View, { bytes, from, to }: MappedBytes, at: number, size: number): void {
  if (size === 0) view.push(unitOfByte(bytes[at] ?? 0), from[at] ?? 0, to[at] ?? 0);
  else pushCodePoint(view, codePoint(bytes, at, size), from[at] ?? 0, to[at + size - 1] ?? 0);
}

/** Pushes all of `source`, valid or not. */
export function pushBytes(view: View, source: MappedBytes): void {
  for (let at = 0; at < source.length;) {
    const size = sizeOfCharacter(source.bytes, at, source.length);
    pushCharacter(view, source, at, size);
    at += Math.max(1, size);
  }
}

/** Bytes that are checked for plain ASCII together: most texts have long runs of it. */
const chunkBytes = 256;
/** The positions 0, 1, 2 …, extended as needed. */
let positions = new Int32Array(0);

/** Reads bytes into a view, or into `view` if given; positions count from the first byte. */
export function viewOfBytes(bytes: Uint8Array, view = new View()): View {
  view.reset(bytes.length);
  if (positions.length <= bytes.length) positions = Int32Array.from({ length: bytes.length + 1 }, (_, at) => at);
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(at + chunkBytes, bytes.length);
    if (isAscii(bytes, at, end)) {
      view.appendEach(bytes.subarray(at, end), positions.subarray(at, end), positions.subarray(at + 1, end + 1));
      at = end;
    } else at = pushCharacters(view, bytes, at, end);
  }
  return view;
}

function isAscii(bytes: Uint8Array, from: number, end: number): boolean {
  let all = 0;
  for (let at = from; at < end; at++) all |= bytes[at] ?? 0;
  return all < 0x80;
}

/** Returns where the next character begins: at `end`, or a few bytes after it. */
function pushCharacters(view: View, bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const size = sizeOfCharacter(bytes, at, bytes.length);
    const next = at + Math.max(1, size);
    pushCodePoint(view, size === 0 ? unitOfByte(bytes[at] ?? 0) : codePoint(bytes, at, size), at, next);
    at = next;
  }
  return at;
}

/** The bytes that a view was read from. */
export function bytesOfView({ units, from, to, length }: View, bytes: MappedBytes): MappedBytes {
  bytes.reset(length * 3);
  for (let at = 0; at < length; at++) {
    const unit = units[at] ?? 0;
    const [start, end] = [from[at] ?? 0, to[at] ?? 0];
    const byte = byteOfUnit(unit);
    if (byte !== undefined) bytes.push(byte, start, end);
    else if (isHighSurrogate(unit) && at + 1 < length) pushUtf8(bytes, String.fromCharCode(unit, units[++at] ?? 0), start, end);
    else pushUtf8(bytes, String.fromCharCode(unit), start, end);
  }
  return bytes;
}

function pushUtf8(bytes: MappedBytes, letter: string, from: number, to: number): void {
  for (const byte of encoder.encode(letter)) bytes.push(byte, from, to);
}

const encoder = new TextEncoder();
const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
