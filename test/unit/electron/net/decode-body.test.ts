import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeBody } from '../../../../electron/net/decode-body.ts';
import { responseCap, type WireResponse } from '../../../../electron/net/transport.ts';

const text = (body: Uint8Array): string => new TextDecoder().decode(body);
const response = (coding: string | null, body: Uint8Array, truncated = false): WireResponse => ({
  status: 200,
  headers: coding === null ? [] : [['Content-Encoding', coding]],
  body,
  truncated,
});

describe('decodes a compressed body', () => {
  test.each([
    ['gzip', gzipSync('0')],
    ['GZIP ', gzipSync('0')],
    ['x-gzip', gzipSync('0')],
    ['deflate', deflateSync('0')],
    ['deflate', deflateRawSync('0')],
    ['br', brotliCompressSync('0')],
  ])('%s', async (coding, body) => {
    const read = await decodeBody(response(coding, body));
    expect(text(read.body)).toBe('0');
    expect(read.truncated).toBe(false);
    expect(read.headers).toEqual([['Content-Encoding', coding]]);
  });
});

test('reads the coding from its header, among other headers and however that is spelt', async () => {
  const headers = [
    ['Content-Type', 'text/plain'],
    ['content-ENCODING', 'gzip'],
    ['Transfer-Encoding', 'chunked'],
  ] as const;
  expect(text((await decodeBody({ ...response('gzip', gzipSync('0')), headers })).body)).toBe('0');
});

describe("a body that can't be decoded to its end stays byte for byte", () => {
  const inTwo = [
    ['Content-Encoding', 'x-'],
    ['Content-Encoding', 'gzip'],
  ] as const;
  const long = gzipSync('Subscriber Not Found '.repeat(100));
  test.each([
    ['no gzip at all', response('gzip', Buffer.from('0'))],
    ['a gzip that breaks off', response('gzip', long.subarray(0, 20))],
    ['a gzip with junk behind it', response('gzip', Buffer.concat([gzipSync('0'), Buffer.from('junk')]))],
    ['a brotli with junk behind it', response('br', Buffer.concat([brotliCompressSync('0'), Buffer.from('junk')]))],
    ['codings in layers', response('gzip, br', brotliCompressSync(gzipSync('0')))],
    ['a coding that is not known', response('zstd', Buffer.from('0'))],
    ['no coding', response(null, gzipSync('0'))],
    ['nothing that says gzip', response('gzip', new Uint8Array())],
    ['nothing that says deflate', response('deflate', new Uint8Array())],
    ['nothing that says br', response('br', new Uint8Array())],
    ['two headers that are a coding only together', { ...response('x-', gzipSync('0')), headers: inTwo }],
    ['a coding with a name that every object has', response('constructor', Buffer.from('0'))],
  ])('%s', async (_, given) => {
    expect(await decodeBody(given)).toBe(given);
  });
});

test('a decompression bomb is cut at the cap and marked as truncated', async () => {
  const read = await decodeBody(response('gzip', gzipSync(Buffer.alloc(64 * responseCap, '0'))));
  expect(read.body.length).toBe(responseCap);
  expect(read.truncated).toBe(true);
});

test('never reads damaged bytes after the cap', async () => {
  const body = gzipSync(Buffer.alloc(1024 * 1024, '0'));
  body.writeUInt32LE(0, body.length - 8);
  const read = await decodeBody(response('gzip', body), 10);
  expect([text(read.body), read.truncated]).toEqual(['0000000000', true]);
});

test('a body of just the cap is complete; one byte more is truncated', async () => {
  const just = await decodeBody(response('gzip', gzipSync(Buffer.alloc(responseCap))));
  expect([just.body.length, just.truncated]).toEqual([responseCap, false]);
  const more = await decodeBody(response('gzip', gzipSync(Buffer.alloc(responseCap + 1))));
  expect([more.body.length, more.truncated]).toEqual([responseCap, true]);
});

test('a truncated body stays marked as truncated', async () => {
  expect((await decodeBody(response('gzip', gzipSync('0'), true))).truncated).toBe(true);
});
