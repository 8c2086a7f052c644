/**
 * Looks into bytes that are kept compressed, because nobody could or should decompress them: a response with codings in layers, without the right
 * declaration or with a broken end. Whoever reads what is kept could decompress them later.
 */
import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib';
import type { WireHeader } from './transport.ts';

type Decompress = (bytes: Uint8Array, maxOutputLength: number) => Promise<Buffer>;

/** Without a flush at the end, a stream that breaks off is an error, and what came before it is lost. */
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
/** Those that begin with nothing by which they are known, by the name of their coding. */
const undetectable = new Map<string, Decompress>([
  ['deflate', (bytes, maxOutputLength) => inflateRawAll(bytes, { ...zlibOptions, maxOutputLength })],
  ['br', (bytes, maxOutputLength) => brotliAll(bytes, { ...brotliOptions, maxOutputLength })],
]);

export interface CompressionLimits {
  /** Bytes of one decompressed text that are searched. */
  textBytes: number;
  /** Bytes that are decompressed in all, those of attempts that fail among them. */
  allBytes: number;
  /** Streams that are tried. */
  streams: number;
  /** Compressed streams inside each other. */
  layers: number;
}

const megabyte = 1024 * 1024;
const defaultLimits: CompressionLimits = { textBytes: 4 * megabyte, allBytes: 64 * megabyte, streams: 32, layers: 6 };

/** The names of the codings that headers declare, in small letters and without parameters, whatever their order and however often. */
export function declaredCodings(headers: readonly WireHeader[]): Set<string> {
  const values = headers.filter(([name]) => /^(?:content|transfer)-encoding$/i.test(name.trim())).map(([, value]) => value);
  const names = values.flatMap((value) => value.split(',')).map((coding) => (coding.split(';')[0] ?? '').trim().toLowerCase());
  return new Set(names);
}

/**
 * Whether `holds` is true of anything that the bytes give when they are decompressed, as often as that is possible, or whether a limit keeps that
 * from being known. Gzip is found at any place, zlib at the beginning, and raw deflate and brotli there where `codings` has them.
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

/** Not all could be searched. */
class LimitExceeded extends Error {}

class CompressedSearch {
  readonly #codings: ReadonlySet<string>;
  readonly #holds: (text: Uint8Array) => Promise<boolean>;
  /** What is left of them. */
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

  /** As much as can be decompressed before the stream ends or breaks; empty where it is none. */
  async #decompressPrefix(bytes: Uint8Array, decompress: Decompress): Promise<Uint8Array> {
    if (--this.#limits.streams < 0) throw new LimitExceeded();
    const whole = await this.#decompress(bytes, decompress);
    if (whole !== null) return whole;
    // Of a stream with an error nothing is given back, so the longest beginning without one is looked for.
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

  /** `null` where there is an error in it. */
  async #decompress(bytes: Uint8Array, decompress: Decompress): Promise<Uint8Array | null> {
    const maxBytes = Math.min(this.#limits.textBytes, this.#limits.allBytes);
    try {
      const text = await decompress(bytes, maxBytes);
      this.#limits.allBytes -= text.length;
      return text;
    } catch (error) {
      // Of a longer text, and where nothing may be read any more.
      if (error instanceof RangeError) throw new LimitExceeded();
      return null;
    }
  }
}

/** Where a compressed stream may begin, and how it is read. */
function* streamsIn(bytes: Uint8Array, codings: ReadonlySet<string>): Generator<readonly [at: number, decompress: Decompress]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = buffer.indexOf(gzipStart); at >= 0; at = buffer.indexOf(gzipStart, at + 1)) yield [at, gunzipPrefix];
  if (bytes.length === 0) return;
  if (isZlib(bytes)) yield [0, inflatePrefix];
  for (const [coding, decompress] of undetectable) if (codings.has(coding)) yield [0, decompress];
}

/** With the only method that there is (RFC 1952). */
const gzipStart = Buffer.from([0x1f, 0x8b, 8]);

/** RFC 1950: a method, a size of window, and a sum that a text has by chance once in 31 times. */
const isZlib = ([method = 0, flags = 0]: Uint8Array): boolean => method % 16 === 8 && method >> 4 <= 7 && (method * 256 + flags) % 31 === 0;
