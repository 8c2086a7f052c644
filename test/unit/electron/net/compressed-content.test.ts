import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { declaredCodings, mayHoldCompressed, type CompressionLimits } from '../../../../electron/net/compressed-content.ts';

const limits = { textBytes: 4096, allBytes: 16 * 1024, streams: 8, layers: 3 };
const none = new Set<string>();

/** The texts that were searched, and the result. */
async function search(
  bytes: Uint8Array,
  codings: ReadonlySet<string> = none,
  changes: Partial<CompressionLimits> = {},
): Promise<{ found: boolean; texts: string[] }> {
  const texts: string[] = [];
  const holds = (text: Uint8Array): Promise<boolean> => {
    texts.push(Buffer.from(text).toString());
    return Promise.resolve(false);
  };
  return { found: await mayHoldCompressed(bytes, codings, holds, { ...limits, ...changes }), texts };
}

const layered = (text: string, layers: number): Buffer => {
  let bytes = Buffer.from(text);
  for (let layer = 0; layer < layers; layer++) bytes = gzipSync(bytes);
  return bytes;
};

/** Streams of that many bytes each, with a NUL in between, where a stream ends without an error. */
const streams = (count: number, size: number): Buffer =>
  Buffer.concat(Array.from({ length: count }, () => Buffer.concat([gzipSync(Buffer.alloc(size)), Buffer.from([0])])));
/** Beginnings of gzip with nothing behind them that could be read. */
const beginnings = (count: number): Buffer => Buffer.alloc(4 * count, Buffer.from([0x1f, 0x8b, 8, 0xff]));

test('content within the limits is searched to its end', async () => {
  const { found, texts } = await search(Buffer.concat([Buffer.from('one: '), gzipSync('a'), Buffer.from(' two: '), gzipSync('b')]));
  expect(found).toBe(false);
  expect(texts).toEqual(expect.arrayContaining(['a', 'b']));
  expect((await search(layered('x', 3))).texts.at(-1)).toBe('x');
});

test.each([
  ['a text too long', gzipSync(Buffer.alloc(4097))],
  ['a text too long of raw deflate', deflateRawSync(Buffer.alloc(4097)), 'deflate'],
  ['a text too long of brotli', brotliCompressSync(Buffer.alloc(4097)), 'br'],
  ['texts too long together', streams(5, 4096)],
  ['a text where others have taken all that may be read', Buffer.concat([streams(4, 4096), gzipSync('x')])],
  ['too many streams', beginnings(9)],
  ['too many streams, the one at the beginning of zlib', Buffer.concat([Buffer.from([0x78, 0x9c]), beginnings(8)])],
  ['too many layers', layered('x', 4)],
])('content beyond the limits may contain the secret: %s', async (_, bytes, coding?: string) => {
  expect((await search(bytes, new Set(coding === undefined ? [] : [coding]))).found).toBe(true);
});

test.each([
  ['as many bytes as may be', streams(4, 4096)],
  ['as many streams as may be', beginnings(8)],
  ['as many layers as may be, and nothing in another one', layered('', 4)],
  // None of these is a valid beginning of zlib, which would be one stream too many.
  ['another method than that of zlib', Buffer.concat([Buffer.from([0x79, 0x18]), beginnings(8)])],
  ['a larger window than zlib has', Buffer.concat([Buffer.from([0x88, 0x1c]), beginnings(8)])],
  ['another sum than that of zlib', Buffer.concat([Buffer.from([0x78, 0x9d]), beginnings(8)])],
])('content just within the limits does not contain it: %s', async (_, bytes) => {
  expect((await search(bytes)).found).toBe(false);
});

test('an empty body is no stream, whatever is declared', async () => {
  expect(await search(Buffer.alloc(0), new Set(['br', 'deflate']), { streams: 0 })).toEqual({ found: false, texts: [] });
});

test('an empty stream yields no text to search', async () => {
  expect(await search(gzipSync(''))).toEqual({ found: false, texts: [] });
});

test('an error in the search is not swallowed', async () => {
  const search = mayHoldCompressed(gzipSync('a text'), none, () => Promise.reject(new Error('no memory')), limits);
  await expect(search).rejects.toThrow('no memory');
});

test('brotli is tried only if it is declared', async () => {
  const bytes = brotliCompressSync('a text');
  expect((await search(bytes)).texts).toEqual([]);
  expect((await search(bytes, new Set(['br']))).texts[0]).toBe('a text');
});

test('a damaged stream is searched as far as it can be decoded, however short it is', async () => {
  const bytes = gzipSync('a text');
  const broken = Buffer.concat([bytes.subarray(0, -8), Buffer.from([1, 2, 3, 4, 5, 6, 7, 8])]);
  expect((await search(broken)).texts).toEqual(['a text']);
  expect((await search(bytes.subarray(0, -8))).texts).toEqual(['a text']);
});

test('codings are declared by Content-Encoding and Transfer-Encoding', () => {
  const codings = declaredCodings([
    ['content-encoding', 'GZIP;q=1, identity,'],
    ['Transfer-Encoding', 'br, chunked'],
    [' Content-Encoding ', 'compress'],
    ['X-Encoding', 'deflate'],
    ['X-Content-Encoding', 'deflate'],
    ['Content-Encoding-Hint', 'deflate'],
  ]);
  expect([...codings].filter((coding) => coding !== '').sort()).toEqual(['br', 'chunked', 'compress', 'gzip', 'identity']);
});
