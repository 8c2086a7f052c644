import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decoded } from '../../../../electron/net/decode-body.ts';
import { answerCap, type WireAnswer } from '../../../../electron/net/transport.ts';

const text = (body: Uint8Array): string => new TextDecoder().decode(body);
const answer = (coding: string | null, body: Uint8Array, truncated = false): WireAnswer => ({
  status: 200,
  headers: coding === null ? [] : [['Content-Encoding', coding]],
  body,
  truncated,
});

describe('what came compressed is decoded', () => {
  test.each([
    ['gzip', gzipSync('0')],
    ['GZIP ', gzipSync('0')],
    ['x-gzip', gzipSync('0')],
    ['deflate', deflateSync('0')],
    ['deflate', deflateRawSync('0')],
    ['br', brotliCompressSync('0')],
  ])('%s', async (coding, body) => {
    const read = await decoded(answer(coding, body));
    expect(text(read.body)).toBe('0');
    expect(read.truncated).toBe(false);
    expect(read.headers).toEqual([['Content-Encoding', coding]]);
  });
});

test('the coding is what its header says, among others and however that is spelt', async () => {
  const headers = [
    ['Content-Type', 'text/plain'],
    ['content-ENCODING', 'gzip'],
    ['Transfer-Encoding', 'chunked'],
  ] as const;
  expect(text((await decoded({ ...answer('gzip', gzipSync('0')), headers })).body)).toBe('0');
});

describe('what can not be decoded to its end stays byte for byte', () => {
  const inTwo = [
    ['Content-Encoding', 'x-'],
    ['Content-Encoding', 'gzip'],
  ] as const;
  const long = gzipSync('Subscriber Not Found '.repeat(100));
  test.each([
    ['no gzip at all', answer('gzip', Buffer.from('0'))],
    ['a gzip that breaks off', answer('gzip', long.subarray(0, 20))],
    ['a gzip with junk behind it', answer('gzip', Buffer.concat([gzipSync('0'), Buffer.from('junk')]))],
    ['a brotli with junk behind it', answer('br', Buffer.concat([brotliCompressSync('0'), Buffer.from('junk')]))],
    ['codings in layers', answer('gzip, br', brotliCompressSync(gzipSync('0')))],
    ['a coding that is not known', answer('zstd', Buffer.from('0'))],
    ['no coding', answer(null, gzipSync('0'))],
    ['nothing that says gzip', answer('gzip', new Uint8Array())],
    ['nothing that says deflate', answer('deflate', new Uint8Array())],
    ['nothing that says br', answer('br', new Uint8Array())],
    ['two headers that are a coding only together', { ...answer('x-', gzipSync('0')), headers: inTwo }],
    ['a coding with a name that every object has', answer('constructor', Buffer.from('0'))],
  ])('%s', async (_, given) => {
    expect(await decoded(given)).toBe(given);
  });
});

test('a bomb is cut at the cap and says so', async () => {
  const read = await decoded(answer('gzip', gzipSync(Buffer.alloc(64 * answerCap, '0'))));
  expect(read.body.length).toBe(answerCap);
  expect(read.truncated).toBe(true);
});

test('what is broken behind the cap is never read', async () => {
  const body = gzipSync(Buffer.alloc(1024 * 1024, '0'));
  body.writeUInt32LE(0, body.length - 8);
  const read = await decoded(answer('gzip', body), 10);
  expect([text(read.body), read.truncated]).toEqual(['0000000000', true]);
});

test('a body of just the cap is whole; one byte more is not', async () => {
  const just = await decoded(answer('gzip', gzipSync(Buffer.alloc(answerCap))));
  expect([just.body.length, just.truncated]).toEqual([answerCap, false]);
  const more = await decoded(answer('gzip', gzipSync(Buffer.alloc(answerCap + 1))));
  expect([more.body.length, more.truncated]).toEqual([answerCap, true]);
});

test('what was dropped stays dropped', async () => {
  expect((await decoded(answer('gzip', gzipSync('0'), true))).truncated).toBe(true);
});
