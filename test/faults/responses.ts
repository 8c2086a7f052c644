/** What a site says, byte by byte. */
import { gzipSync } from 'node:zlib';
import type { Act, Bytes } from './referee.ts';

type Header = readonly [name: string, value: string];

const head = (status: string, headers: readonly Header[]): string =>
  `HTTP/1.1 ${status}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;

const joined = (...parts: readonly Bytes[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));

export type Body = Bytes;

/** A whole answer with these headers and its length. */
export const responseOf = (status: string, body: Bytes, headers: readonly Header[]): Uint8Array =>
  joined(head(status, [['Content-Length', String(body.length)], ...headers]), body);

/** A whole answer. */
export const answer = (status: string, body: Bytes, ...headers: readonly Header[]): Uint8Array =>
  responseOf(status, body, [['Content-Type', 'application/json'], ...headers]);

/** An answer with the length it announces, and the part of its body that really comes. */
export const announced = (length: number, body: Bytes): Uint8Array => joined(head('200 OK', [['Content-Length', String(length)]]), body);

export const accepted = answer('200 OK', '0');
export const apiError = (status: string): Uint8Array => {
  const [code = '', ...words] = status.split(' ');
  return answer(status, JSON.stringify({ error: `Said ${code}`, status: words.join(' '), statusCode: Number(code) }));
};
export const html = (status: string): Uint8Array =>
  responseOf(status, '<!doctype html><h1>BuildError</h1>', [['Content-Type', 'text/html; charset=utf-8']]);
export const chunkedHead = head('200 OK', [['Transfer-Encoding', 'chunked']]);
export const untilTheEnd = head('200 OK', []);
export const keepAlive = answer('200 OK', '0', ['Connection', 'keep-alive'], ['Keep-Alive', 'timeout=60']);
const gzip: Header = ['Content-Encoding', 'gzip'];
export const zipped = answer('200 OK', gzipSync('0'), gzip);
export const brokenZip = answer('200 OK', gzipSync('0').subarray(0, 12), gzip);
export const bomb = answer('200 OK', gzipSync(Buffer.alloc(64 * 1024 * 1024, ' ')), gzip);
/** The `0` of acceptance, but in a body that no API would send. */
export const huge = answer('200 OK', `0${' '.repeat(2 * 1024 * 1024)}`);

/** A frame of HTTP/2 (RFC 9113, 4.1). */
const frame = (type: number, stream: number, payload: readonly number[]): Uint8Array =>
  Uint8Array.from([0, 0, payload.length, type, 0, 0, 0, 0, stream, ...payload]);
const settings = frame(4, 0, []);
const resetStream = (code: number): Uint8Array => frame(3, 1, [0, 0, 0, code]);
export const http2 = {
  settings,
  goAway: joined(settings, frame(7, 0, [0, 0, 0, 0, 0, 0, 0, 0])),
  refusedStream: joined(settings, resetStream(7)),
  resetStream: joined(settings, resetStream(8)),
} as const;

/** Reads a whole request, says this, and closes. */
export const says = (...pieces: readonly Bytes[]): Act => ({ reads: 'whole', says: pieces, then: 'close' });
/** Reads a whole request, says this, and then nothing for ever. */
export const saysAndWaits = (...pieces: readonly Bytes[]): Act => ({ reads: 'whole', says: pieces, then: 'keep' });
