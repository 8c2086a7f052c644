/**
 * Decompresses a response's body. Keypost doesn't request compression, but a server on the way may use it all the same, and a compressed
 * acceptance would look like a rejection.
 */
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, type Zlib } from 'node:zlib';
import { BodyBytes } from './body-bytes.ts';
import { responseCap, type WireResponse } from './transport.ts';

type BodyDecoder = Transform & Zlib;

const decoders = new Map<string, (body: Uint8Array) => BodyDecoder>([
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  // Some servers omit the zlib header that RFC 9110 requires; the low half of its first byte is always 8.
  ['deflate', (body) => ((body[0] ?? 0) % 16 === 8 ? createInflate() : createInflateRaw())],
  ['br', () => createBrotliDecompress()],
]);

/**
 * The response with its body decoded, at most `capBytes` of it. A body that can't be decoded to its end is returned unchanged,
 * and so is one with several codings.
 */
export async function decodeBody(response: WireResponse, capBytes = responseCap): Promise<WireResponse> {
  const { body } = response;
  const decoder = decoders.get(codingOf(response))?.(body);
  if (!decoder) return response;
  const plain = await readUpToCap(decoder, body, capBytes);
  return plain === null ? response : { ...response, body: plain.bytes, truncated: plain.more || response.truncated };
}

function codingOf({ headers }: WireResponse): string {
  const values = headers.filter(([name]) => name.toLowerCase() === 'content-encoding').map(([, value]) => value);
  return values.join(',').trim().toLowerCase();
}

/** `null` if the body is broken or has data after its end. Stops at the cap, as a protection against decompression bombs. */
async function readUpToCap(decoder: BodyDecoder, body: Uint8Array, capBytes: number): Promise<{ bytes: Buffer; more: boolean } | null> {
  const kept = new BodyBytes(capBytes);
  decoder.end(body);
  try {
    for await (const chunk of decoder as AsyncIterable<Buffer>) {
      kept.push(chunk);
      if (kept.size > capBytes) break;
    }
  } catch {
    // The declared coding is wrong, so keep the bytes as received.
    return null;
  }
  const more = kept.size > capBytes;
  if (!more && decoder.bytesWritten !== body.length) return null;
  return { bytes: kept.bytes(), more };
}
