import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { declaredCodings, mayHoldCompressed } from '../../../../electron/whatcounts/compressed-content.ts';

const limits = { textBytes: 4096, allBytes: 16 * 1024, streams: 8, layers: 3 };
const none = new Set<string>();

/** The texts that were searched, and what came of it. */
async function search(bytes: Uint8Array, codings: ReadonlySet<string> = none): Promise<{ found: boolean; texts: string[] }> {
  const texts: string[] = [];
  const holds = (text: Uint8Array): Promise<boolean> => {
    texts.push(Buffer.from(text).toString());
    return Promise.resolve(false);
  };
  return { found: await mayHoldCompressed(bytes, codings, holds, limits), texts };
}

const layered = (text: string, layers: number): Buffer => {
  let bytes = Buffer.from(text);
  for (let layer = 0; layer < layers; layer++) bytes = gzipSync(bytes);
  return bytes;
};

test('what holds nothing within the limits is searched to its end', async () => {
  const { found, texts } = await search(Buffer.concat([Buffer.from('one: '), gzipSync('a'), Buffer.from(' two: '), gzipSync('b')]));
  expect(found).toBe(false);
  expect(texts).toEqual(expect.arrayContaining(['a', 'b']));
  expect((await search(layered('x', 3))).texts.at(-1)).toBe('x');
});

test.each([
  ['a text too long', gzipSync(Buffer.alloc(4097))],
  [
    'texts too long together',
    Buffer.concat(Array.from({ length: 5 }, () => Buffer.concat([gzipSync(Buffer.alloc(4096)), Buffer.from('.')]))),
  ],
  ['too many streams', Buffer.concat(Array.from({ length: 9 }, () => Buffer.from([0x1f, 0x8b, 8, 0xff])))],
  ['too many layers', layered('x', 4)],
])('what can not be searched within the limits may hold it: %s', async (_, bytes) => {
  expect((await search(bytes)).found).toBe(true);
});

test('brotli is tried where it is declared, and nowhere else', async () => {
  const bytes = brotliCompressSync('a text');
  expect((await search(bytes)).texts).toEqual([]);
  expect((await search(bytes, new Set(['br']))).texts[0]).toBe('a text');
});

test('a stream that breaks is searched as far as it goes, however short it is', async () => {
  const bytes = gzipSync('a text');
  const broken = Buffer.concat([bytes.subarray(0, -8), Buffer.from([1, 2, 3, 4, 5, 6, 7, 8])]);
  expect((await search(broken)).texts).toEqual(['a text']);
  expect((await search(bytes.subarray(0, -8))).texts).toEqual(['a text']);
});

test('codings are declared by the headers of the body and of its transfer', () => {
  const codings = declaredCodings([
    ['content-encoding', 'GZIP;q=1, identity,'],
    ['Transfer-Encoding', 'br, chunked'],
    ['X-Encoding', 'deflate'],
  ]);
  expect([...codings].filter((coding) => coding !== '').sort()).toEqual(['br', 'chunked', 'gzip', 'identity']);
});
