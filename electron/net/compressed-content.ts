/**
 * Searches bytes that are kept compressed: a response with several codings, a wrong declaration or a broken end. Somebody who reads the log
 * could decompress them later.
 */
import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib';
import type { WireHeader } from './transport.ts';

type Decompress = (bytes: Uint8Array, maxOutputLength: number) => Promise<Buffer>;

/** Without these, a truncated stream is an error, and the data before its end is lost. */
const zlibOptions = { finishFlush: constants.Z_SYNC_FLUSH };
const brotliOptions = { finishFlush: constants.BROTLI_OPERATION_FLUSH };
const [gunzipAll, inflateAll, inflateRawAll, brotliAll] = [
  promisify(gunzip),
  promisify(inflate),
  promisify(inflateRaw),
  promisify(brotliDecompress),
];
const gunzipPrefix: Decompress = (bytes, maxOutputLength) => gunzipAll(bytes, { ...zlibOptions, maxOutputLength });
const inflatePrefix: Decompress = (bytes, maxOutputLength) => inflateAll(bytes, { ...zlibOptions, maxOutputLength });
/** Codings whose data has no signature, by name. */
const undetectable = new Map<string, Decompress>([
  ['deflate', (bytes, maxOutputLength) => inflateRawAll(bytes, { ...zlibOptions, maxOutputLength })],
  ['br', (bytes, maxOutputLength) => brotliAll(bytes, { ...brotliOptions, maxOutputLength })],
]);

export interface CompressionLimits {
  /** Most bytes of one decompressed text. */
  textBytes: number;
  /** Most bytes that are decompressed in total, including failed attempts. */
  allBytes: number;
  /** Most streams that are tried. */
  streams: number;
  /** Most levels of nested compressed streams. */
  layers: number;
}

const megabyte = 1024 * 1024;
const defaultLimits: CompressionLimits = { textBytes: 4 * megabyte, allBytes: 64 * megabyte, streams: 32, layers: 6 };

/** The names of all codings that headers declare, in lower case and without parameters. */
export function declaredCodings(headers: readonly WireHeader[]): Set<string> {
  const values = headers.filter(([name]) => /^(?:content|transfer)-encoding$/i.test(name.trim())).map(([, value]) => value);
  const names = values.flatMap((value) => value.split(',')).map((coding) => (coding.split(';')[0] ?? '').trim().toLowerCase());
  return new Set(names);
}

/**
 * Whether `holds` is true for anything that the bytes decompress to, at any level, or whether a limit was exceeded before that was certain.
 * Gzip is found anywhere, zlib only at the beginning, and so are raw deflate and brotli if `codings` has them.
 */
export async function mayHoldCompressed(
  bytes: Uint8Array,
  codings: ReadonlySet<string>,
  holds: (text: Uint8Array) => Promise<boolean>,
  limits = defaultLimits,
): Promise<boolean> {
  try {
    return await new CompressedSearch(codings, holds, { ...limits }).find(bytes, limits.layers);
  } catch (error) {
    if (error instanceof LimitExceeded) return true;
    throw error;
  }
}

/** A limit was exceeded before everything was searched. */
class LimitExceeded extends Error {}

class CompressedSearch {
  readonly #codings: ReadonlySet<string>;
  readonly #holds: (text: Uint8Array) => Promise<boolean>;
  /** The limits, counted down. */
  readonly #limits: CompressionLimits;

  constructor(codings: ReadonlySet<string>, holds: (text: Uint8Array) => Promise<boolean>, limits: CompressionLimits) {
    this.#codings = codings;
    this.#holds = holds;
    this.#limits = limits;
  }

  async find(bytes: Uint8Array, layers: number): Promise<boolean> {
    for (const [at, decompress] of streamsIn(bytes, this.#codings)) {
      const text = await this.#decompressPrefix(bytes.subarray(at), decompress);
      if (text.length === 0) continue;
      if (layers === 0) throw new LimitExceeded();
      if ((await this.#holds(text)) || (await this.find(text, layers - 1))) return true;
    }
    return false;
  }

  /** Everything that can be decompressed before the stream ends or breaks; empty if it is no stream. */
  async #decompressPrefix(bytes: Uint8Array, decompress: Decompress): Promise<Uint8Array> {
    if (--this.#limits.streams < 0) throw new LimitExceeded();
    const whole = await this.#decompress(bytes, decompress);
    if (whole !== null) return whole;
    // For a stream with an error zlib returns nothing, so find the longest prefix without one.
    let text: Uint8Array = new Uint8Array();
    let [good, bad] = [0, bytes.length];
    while (bad - good > 1) {
      const middle = (good + bad) >>> 1;
      const read = await this.#decompress(bytes.subarray(0, middle), decompress);
      if (read === null) bad = middle;
      else [good, text] = [middle, read];
    }
    return text;
  }

  /** `null` if the stream has an error. */
  async #decompress(bytes: Uint8Array, decompress: Decompress): Promise<Uint8Array | null> {
    const maxBytes = Math.min(this.#limits.textBytes, this.#limits.allBytes);
    try {
      const text = await decompress(bytes, maxBytes);
      this.#limits.allBytes -= text.length;
      return text;
    } catch (error) {
      // Thrown if the text is longer than `maxBytes`, or if that is 0.
      if (error instanceof RangeError) throw new LimitExceeded();
      return null;
    }
  }
}

/** The positions at which a compressed stream may begin, each with its decompressor. */
function* streamsIn(bytes: Uint8Array, codings: ReadonlySet<string>): Generator<readonly [at: number, decompress: Decompress]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = buffer.indexOf(gzipStart); at >= 0; at = buffer.indexOf(gzipStart, at + 1)) yield [at, gunzipPrefix];
  if (bytes.length === 0) return;
  if (isZlib(bytes)) yield [0, inflatePrefix];
  for (const [coding, decompress] of undetectable) if (codings.has(coding)) yield [0, decompress];
}

/** Signature and deflate, the only method (RFC 1952). */
const gzipStart = Buffer.from([0x1f, 0x8b, 8]);

/** RFC 1950: a method, a window size, and a check that other data passes by chance once in 31 times. */
const isZlib = ([method = 0, flags = 0]: Uint8Array): boolean => method % 16 === 8 && method >> 4 <= 7 && (method * 256 + flags) % 31 === 0;
