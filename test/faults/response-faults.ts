/** Responses that aren't valid HTTP, that broke off where only TLS shows it, and whose status has a meaning of its own. */
import { deflateSync } from 'node:zlib';
import * as responses from './responses.ts';
import { writeAndClose } from './responses.ts';
import type { Expected, WireFault } from './faults.ts';

const unknown = (cause: Expected['cause'], sentence: string, body: string): Expected => ({
  outcome: 'unknown',
  cause,
  posts: 1,
  sentence,
  body,
});
const no = (sentence: string, body?: string): Expected => ({
  outcome: 'rejected',
  cause: 'answer',
  posts: 1,
  sentence,
  ...(body !== undefined && { body }),
});

const malformed = (name: string, bytes: string, sentence: string): WireFault => ({
  name,
  act: writeAndClose(bytes),
  // The log keeps all bytes unchanged.
  expected: unknown('unreadableAnswer', sentence, bytes),
});

const ok = 'HTTP/1.1 200 OK\r\n';

export const malformedFaults: readonly WireFault[] = [
  malformed(
    'a length and chunks',
    `${ok}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n0\r\n0\r\n\r\n`,
    'it gives a length and comes in chunks',
  ),
  malformed('two lengths', `${ok}Content-Length: 1\r\nContent-Length: 2\r\n\r\n0`, 'it gives two lengths'),
  malformed('a length that is no number', `${ok}Content-Length: one\r\n\r\n0`, 'its length is no number'),
  malformed(
    'a control character in a header',
    `${ok}X-A: a\x01b\r\nContent-Length: 1\r\n\r\n0`,
    'a control character stands in its headers',
  ),
  malformed('line feeds alone', 'HTTP/1.1 200 OK\nContent-Length: 1\n\n0', 'a line of its headers ends wrongly'),
  malformed('a chunk whose size is no number', `${ok}Transfer-Encoding: chunked\r\n\r\n1\r\n0\r\nzz\r\n`, "its body can't be put together"),
  malformed('a greeting of another protocol', '220 mail.acme.example ESMTP\r\n', 'another protocol, not HTTP'),
  malformed('a page without a head', '<html>It works!</html>', 'a page without the headers of HTTP'),
];

export const brokenEnds: readonly WireFault[] = [
  {
    name: 'no length, reset at the end',
    act: { reads: 'whole', writes: [`${ok}Content-Type: application/json\r\n\r\n0`], then: 'reset' },
    expected: unknown('cutAnswer', 'the response broke off', '0'),
  },
  {
    name: 'a head that does not end',
    act: writeAndClose(`${ok}Content-Length: 1\r\n`),
    expected: unknown('reset', 'broke off before a response came', `${ok}Content-Length: 1\r\n`),
  },
];

/** Only over TLS: without it, a connection that was cut looks like one that was closed. */
export const truncatedFaults: readonly WireFault[] = [
  {
    name: 'no length, and no end of TLS',
    act: { reads: 'whole', writes: [`${ok}Content-Type: application/json\r\n\r\n0`], then: 'drop' },
    expected: unknown('cutAnswer', 'the response broke off', '0'),
  },
  {
    name: 'no length, and TLS ends',
    act: writeAndClose(`${ok}\r\n0`),
    expected: { outcome: 'accepted', cause: 'answer', posts: 1, body: '0' },
  },
  {
    name: 'with its length, and no end of TLS',
    act: { reads: 'whole', writes: [responses.accepted], then: 'drop' },
    expected: { outcome: 'accepted', cause: 'answer', posts: 1, body: '0' },
  },
];

const page = '<!doctype html><h1>Trouble</h1>';
const status = (line: string, sentence: string, ...headers: readonly (readonly [string, string])[]): WireFault => ({
  name: `${line.slice(0, 3)} with its meaning`,
  act: writeAndClose(responses.jsonResponse(line, '', ...headers)),
  expected: no(sentence),
});

const latin1: readonly [string, string] = ['Content-Type', 'application/json; charset=ISO-8859-1'];
const errorOf = (error: string): string => JSON.stringify({ error, status: 'Bad Request', statusCode: 400 });
const withType = (line: string, type: string, body: responses.Body, ...more: readonly (readonly [string, string])[]): Uint8Array =>
  responses.responseOf(line, body, [['Content-Type', type], ...more]);

export const meaningFaults: readonly WireFault[] = [
  status('402 Payment Required', 'asks for a payment (402)'),
  status('405 Method Not Allowed', "doesn't take this kind of request (405)"),
  status('407 Proxy Authentication Required', 'asks for a name and password (407)', ['Proxy-Authenticate', 'NTLM']),
  status('411 Length Required', 'misses the length of the request (411)'),
  status('414 URI Too Long', 'address of the request is too long (414)'),
  status('415 Unsupported Media Type', "doesn't take or give JSON here (415)"),
  status('421 Misdirected Request', "isn't responsible for"),
  status('425 Too Early', "didn't want to risk the request yet (425)"),
  status('431 Request Header Fields Too Large', 'takes no headers as large as these (431)'),
  status('451 Unavailable For Legal Reasons', 'for legal reasons (451)'),
  status('511 Network Authentication Required', 'wants somebody to sign in first (511)'),
  {
    name: '403 of a firewall',
    act: writeAndClose(responses.html('403 Forbidden')),
    expected: no('Rejected by a proxy or firewall, not by WhatCounts (403).', page),
  },
  {
    name: '200 of a sign-in page',
    act: writeAndClose(responses.html('200 OK')),
    expected: no('A web page came back (200), not a response of WhatCounts', page),
  },
  {
    name: '502 of a gateway',
    act: writeAndClose(responses.html('502 Bad Gateway')),
    expected: no('It may have passed the message on: check before you send again.'),
  },
  {
    name: 'text in declared Latin-1',
    act: writeAndClose(withType('400 Bad Request', latin1[1], errorOf('Gr\xf6\xdfe fehlt'))),
    expected: no('(400 "Größe fehlt")', errorOf('Größe fehlt')),
  },
  {
    name: 'text in declared UTF-16',
    act: writeAndClose(withType('400 Bad Request', 'application/json; charset=utf-16le', Buffer.from(errorOf('Größe fehlt'), 'utf16le'))),
    expected: no('(400 "Größe fehlt")', errorOf('Größe fehlt')),
  },
  {
    name: 'text in declared Latin-1, compressed without a request for it',
    act: writeAndClose(
      withType('400 Bad Request', latin1[1], deflateSync(Buffer.from(errorOf('Gr\xf6\xdfe fehlt'), 'latin1')), [
        'Content-Encoding',
        'deflate',
      ]),
    ),
    expected: no('(400 "Größe fehlt")', errorOf('Größe fehlt')),
  },
  {
    name: 'an unknown character set',
    act: writeAndClose(withType('400 Bad Request', 'application/json; charset=x-no-such', errorOf('Gr\xf6\xdfe fehlt'))),
    expected: no('(400 "Größe fehlt")', errorOf('Größe fehlt')),
  },
];

/** Responses of a proxy to CONNECT, and a part of the explanation for each. */
export const proxyNote: readonly (readonly [name: string, bytes: string, sentence: string])[] = [
  ['500 because the name is wrong', 'HTTP/1.1 500 Internal Server Error\r\n\r\n', 'found no way to'],
  [
    '503 because the name is wrong',
    'HTTP/1.1 503 Service Unavailable\r\nX-Squid-Error: ERR_DNS_FAIL 0\r\nContent-Length: 4\r\n\r\noops',
    'found no way to',
  ],
  ['405', 'HTTP/1.1 405 Method Not Allowed\r\n\r\n', 'makes no secure connections (405)'],
  ['a sign-in page', 'HTTP/1.1 302 Found\r\nLocation: http://portal.test/\r\n\r\n', 'a page or a redirect instead of a connection (302)'],
  ['garbage', '\x00\x01\x02garbage\r\n\r\n', 'is no HTTP proxy'],
];
