/** The responses of a site, as bytes. */
import { gzipSync } from 'node:zlib';
import type { Act, Bytes } from './request-recorder.ts';

type Header = readonly [name: string, value: string];

const head = (status: string, headers: readonly Header[]): string =>
  `HTTP/1.1 ${status}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;

const joined = (...parts: readonly Bytes[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));

export type Body = Bytes;

/** A complete response with these headers and a Content-Length. */
export const responseOf = (status: string, body: Bytes, headers: readonly Header[]): Uint8Array =>
  joined(head(status, [['Content-Length', String(body.length)], ...headers]), body);

/** A complete JSON response. */
export const jsonResponse = (status: string, body: Bytes, ...headers: readonly Header[]): Uint8Array =>
  responseOf(status, body, [['Content-Type', 'application/json'], ...headers]);

/** A response with this Content-Length and a body that may be shorter. */
export const announced = (length: number, body: Bytes): Uint8Array => joined(head('200 OK', [['Content-Length', String(length)]]), body);

export const accepted = jsonResponse('200 OK', '0');
export const apiError = (status: string): Uint8Array => {
  const [code = '', ...reason] = status.split(' ');
  return jsonResponse(status, JSON.stringify({ error: `Said ${code}`, status: reason.join(' '), statusCode: Number(code) }));
};
export const html = (status: string): Uint8Array =>
  responseOf(status, '<!doctype html><h1>Trouble</h1>', [['Content-Type', 'text/html; charset=utf-8']]);
export const chunkedHead = head('200 OK', [['Transfer-Encoding', 'chunked']]);
export const untilTheEnd = head('200 OK', []);
export const keepAlive = jsonResponse('200 OK', '0', ['Connection', 'keep-alive'], ['Keep-Alive', 'timeout=60']);
const gzip: Header = ['Content-Encoding', 'gzip'];
export const zipped = jsonResponse('200 OK', gzipSync('0'), gzip);
export const brokenZip = jsonResponse('200 OK', gzipSync('0').subarray(0, 12), gzip);
export const bomb = jsonResponse('200 OK', gzipSync(Buffer.alloc(64 * 1024 * 1024, ' ')), gzip);
/** The `0` that means acceptance, followed by 2 MiB of spaces. */
export const huge = jsonResponse('200 OK', `0${' '.repeat(2 * 1024 * 1024)}`);

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

/** Reads a whole request, writes these bytes, and closes the connection. */
export const writeAndClose = (...pieces: readonly Bytes[]): Act => ({ reads: 'whole', writes: pieces, then: 'close' });
/** Reads a whole request, writes these bytes, and keeps the connection open. */
export const writeAndWait = (...pieces: readonly Bytes[]): Act => ({ reads: 'whole', writes: pieces, then: 'keep' });
