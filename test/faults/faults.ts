/** The fault matrix as data: what goes wrong, and the outcome that is expected. */
import type { Cause, Outcome } from '../../electron/shared/domain/outcome.ts';
import * as responses from './responses.ts';
import { writeAndClose, writeAndWait } from './responses.ts';
import type { CertificateName } from './certificates.ts';
import { loginRequired, type ProxyAct } from './proxy.ts';
import type { Act, Handshake } from './request-recorder.ts';
import { brokenEnds, malformedFaults, meaningFaults, proxyNote, truncatedFaults } from './response-faults.ts';
import { tlsFaults } from './tls-faults.ts';

/** How the account's site is reached. */
export type Site =
  | { at: 'http' }
  | {
      at: 'https';
      certificate?: CertificateName;
      protocols?: readonly string[];
      handshake?: Handshake;
      clientCertificate?: 'TLSv1.2' | 'TLSv1.3';
    }
  /** TLS through a separate proxy; `gone`: nothing listens there. */
  | { at: 'proxy'; proxy: ProxyAct | 'gone' | 'socks' }
  | { at: 'closedPort' | 'noSuchName' | 'fullBacklog' };

export interface Expected {
  outcome: Outcome;
  cause: Cause;
  /** POST requests that this press makes, as the recorder counts them. */
  posts: 0 | 1;
  /** The body in the log; not checked where this is missing. */
  body?: string;
  /** A part of the explanation. */
  sentence?: string;
  truncated?: boolean;
}

export interface Fault {
  name: string;
  site: Site;
  /** What the site does with each request in turn, starting over after the last. `{other}` stands for the URL of another recorder. */
  acts: readonly Act[];
  /** One for each press. */
  expected: readonly Expected[];
  /** The phase in which the send is cancelled. */
  cancel?: 'opening' | 'left';
}

const yes: Expected = { outcome: 'accepted', cause: 'answer', posts: 1 };
const no: Expected = { outcome: 'rejected', cause: 'answer', posts: 1 };
const unknown = (cause: Cause, posts: 0 | 1 = 1): Expected => ({ outcome: 'unknown', cause, posts });
const notSent = (cause: Cause): Expected => ({ outcome: 'not sent', cause, posts: 0 });

const http: Site = { at: 'http' };
const https: Site = { at: 'https' };
const ok = writeAndClose(responses.accepted);

/** A SOCKS proxy, with a direct connection as the fallback. */
const socksFault: Fault = {
  name: 'proxy: SOCKS, which is never bypassed',
  site: { at: 'proxy', proxy: 'socks' },
  acts: [ok],
  expected: [{ ...notSent('proxy'), sentence: 'name a SOCKS proxy' }],
};

/** The request can't leave, so the recorder must not see any of it. */
const beforeTheRequest: readonly Fault[] = [
  { name: 'connection refused', site: { at: 'closedPort' }, acts: [], expected: [notSent('refused')] },
  { name: 'name not found', site: { at: 'noSuchName' }, acts: [], expected: [notSent('dns')] },
  { name: 'no response to the connection (full backlog)', site: { at: 'fullBacklog' }, acts: [], expected: [notSent('connectTimeout')] },
  ...tlsFaults,
  tls('handshake silent', { handshake: 'silent' }, 'connectTimeout'),
  proxy('refused', 'gone', notSent('proxy')),
  proxy('407', { does: 'respond', bytes: loginRequired('Basic realm="net"') }, notSent('proxyLogin')),
  proxy('407, NTLM only', { does: 'respond', bytes: loginRequired('Negotiate, NTLM') }, notSent('proxy')),
  proxy('cut during CONNECT', { does: 'cut' }, notSent('proxy')),
  proxy('403', { does: 'respond', bytes: 'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n' }, notSent('proxy')),
  proxy('502', { does: 'respond', bytes: 'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\noops' }, notSent('proxy')),
  proxy('no HTTP', { does: 'respond', bytes: 'What?\r\n' }, notSent('proxy')),
  ...proxyNote.map(([name, bytes, sentence]) => proxy(name, { does: 'respond', bytes }, { ...notSent('proxy'), sentence })),
  socksFault,
  proxy('works', { does: 'tunnel' }, yes),
  {
    name: 'cancelled before the request left',
    site: { at: 'fullBacklog' },
    acts: [],
    expected: [notSent('cancelledBefore')],
    cancel: 'opening',
  },
  { name: 'cancelled after it left', site: http, acts: [writeAndWait()], expected: [unknown('cancelledInFlight')], cancel: 'left' },
];

function tls(name: string, site: Omit<Extract<Site, { at: 'https' }>, 'at'>, cause: Cause): Fault {
  return { name: `TLS: ${name}`, site: { at: 'https', ...site }, acts: [ok], expected: [notSent(cause)] };
}

function proxy(name: string, act: ProxyAct | 'gone', expected: Expected): Fault {
  return { name: `proxy: ${name}`, site: { at: 'proxy', proxy: act }, acts: [ok], expected: [expected] };
}

/** Faults after which the request may have arrived. Each is tried without and with TLS. */
export interface WireFault {
  name: string;
  act: Act;
  expected: Expected;
}

const deaths: readonly WireFault[] = [
  { name: 'closed before reading', act: { reads: 'nothing', then: 'close' }, expected: unknown('reset', 0) },
  { name: 'closed after half the request', act: { reads: 'half', then: 'close' }, expected: unknown('reset') },
  { name: 'closed after the whole request', act: { reads: 'whole', then: 'close' }, expected: unknown('reset') },
  { name: 'reset after the whole request', act: { reads: 'whole', then: 'reset' }, expected: unknown('reset') },
  { name: 'silence after the whole request', act: writeAndWait(), expected: unknown('timeout') },
  { name: 'headers and then silence', act: writeAndWait(responses.announced(1, '')), expected: unknown('timeout') },
  {
    name: 'half the body, then closed',
    act: writeAndClose(responses.announced(20, '{"error":'), ''),
    expected: { ...unknown('cutAnswer'), body: '{"error":' },
  },
];

const wire: readonly WireFault[] = [
  { name: 'normal', act: ok, expected: { ...yes, body: '0' } },
  ...deaths,
  ...malformedFaults,
  ...brokenEnds,
  ...meaningFaults,
  {
    name: 'headers, then reset',
    act: { reads: 'whole', writes: [responses.announced(1, '')], then: 'reset' },
    expected: unknown('cutAnswer'),
  },
  { name: 'body shorter than its Content-Length', act: writeAndClose(responses.announced(2, '0')), expected: unknown('cutAnswer') },
  { name: 'chunked, cut', act: writeAndClose(responses.chunkedHead, '1\r\n0\r\n'), expected: { ...unknown('cutAnswer'), body: '0' } },
  {
    name: 'endless body',
    act: { reads: 'whole', writes: [responses.untilTheEnd], endlessly: ' '.repeat(64 * 1024), then: 'keep' },
    expected: { ...unknown('timeout'), truncated: true },
  },
  {
    name: 'endless headers',
    act: { reads: 'whole', writes: ['HTTP/1.1 200 OK\r\n'], endlessly: `X-More: ${'x'.repeat(8000)}\r\n`, then: 'keep' },
    expected: unknown('unreadableAnswer'),
  },
  { name: '100, then nothing', act: writeAndWait('HTTP/1.1 100 Continue\r\n\r\n'), expected: unknown('timeout') },
  { name: '103, then 200 `0`', act: writeAndClose('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n', responses.accepted), expected: yes },
  { name: '200 `0` with white space', act: writeAndClose(responses.jsonResponse('200 OK', ' \r\n0\n')), expected: yes },
  { name: '200 `1`', act: writeAndClose(responses.jsonResponse('200 OK', '1')), expected: { ...no, body: '1' } },
  { name: '200, empty', act: writeAndClose(responses.jsonResponse('200 OK', '')), expected: no },
  { name: '200, HTML', act: writeAndClose(responses.html('200 OK')), expected: no },
  { name: '204', act: writeAndClose('HTTP/1.1 204 No Content\r\n\r\n'), expected: no },
  ...['301 Moved Permanently', '302 Found', '307 Temporary Redirect', '308 Permanent Redirect'].map(redirect),
  rejected('400 Bad Request'),
  rejected('401 Unauthorized', 'without a challenge'),
  {
    name: '401 with a Basic challenge',
    act: writeAndClose(responses.jsonResponse('401 Unauthorized', '', ['WWW-Authenticate', 'Basic realm="acme"'])),
    expected: no,
  },
  ...['403 Forbidden', '404 Not Found', '408 Request Timeout', '409 Conflict', '413 Content Too Large'].map((status) => rejected(status)),
  {
    name: '429 with Retry-After',
    act: writeAndClose(responses.jsonResponse('429 Too Many Requests', '', ['Retry-After', '1'])),
    expected: no,
  },
  { name: '500 with HTML', act: writeAndClose(responses.html('500 Internal Server Error')), expected: no },
  ...['502 Bad Gateway', '503 Service Unavailable', '504 Gateway Timeout'].map((status) => rejected(status)),
  {
    name: 'malformed JSON',
    act: writeAndClose(responses.jsonResponse('200 OK', '{"error":"x"')),
    expected: { ...no, body: '{"error":"x"' },
  },
  { name: '`0` in UTF-16', act: writeAndClose(responses.jsonResponse('200 OK', '0\0')), expected: no },
  { name: 'an error in Latin-1', act: writeAndClose(responses.jsonResponse('400 Bad Request', '{"error":"Gr\xf6\xdfe"}')), expected: no },
  { name: 'gzip of `0`', act: writeAndClose(responses.zipped), expected: { ...yes, body: '0' } },
  { name: 'broken gzip', act: writeAndClose(responses.brokenZip), expected: no },
  { name: 'gzip bomb', act: writeAndClose(responses.bomb), expected: { ...no, truncated: true } },
  { name: 'over 1 MiB that ends', act: writeAndClose(responses.huge), expected: { ...no, truncated: true } },
  { name: 'HTTP/1.0', act: writeAndClose('HTTP/1.0 200 OK\r\n\r\n0'), expected: yes },
  { name: 'a bare `0`, as HTTP/0.9 has it', act: writeAndClose('0'), expected: unknown('unreadableAnswer') },
  {
    name: 'junk after a complete response',
    act: writeAndClose(Buffer.concat([responses.accepted, Buffer.from('HTTP/1.1 500 No\r\n\r\n\0junk')])),
    expected: yes,
  },
  { name: 'HTTP/2: GOAWAY', act: writeAndWait(responses.http2.goAway), expected: unknown('unreadableAnswer') },
  { name: 'HTTP/2: REFUSED_STREAM', act: writeAndWait(responses.http2.refusedStream), expected: unknown('unreadableAnswer') },
  { name: 'HTTP/2: RST_STREAM', act: writeAndWait(responses.http2.resetStream), expected: unknown('unreadableAnswer') },
  {
    name: 'HTTP/2: connection lost',
    act: { reads: 'whole', writes: [responses.http2.settings], then: 'reset' },
    expected: unknown('unreadableAnswer'),
  },
];

function rejected(status: string, more = ''): WireFault {
  const code = status.slice(0, 3);
  return { name: `${code} ${more}`.trim(), act: writeAndClose(responses.apiError(status)), expected: no };
}

function redirect(status: string): WireFault {
  const act = writeAndClose(`HTTP/1.1 ${status}\r\nLocation: {other}/rest/elsewhere\r\nContent-Length: 0\r\n\r\n`);
  return { name: `${status.slice(0, 3)} to another host`, act, expected: no };
}

/** The server has kept the connection of the previous send open. */
const afterKeepAlive: readonly Fault[] = deaths.map(({ name, act, expected }) => ({
  name: `after keep-alive: ${name}`,
  site: http,
  acts: [{ reads: 'whole', writes: [responses.keepAlive], then: 'keep' }, act],
  expected: [yes, expected],
}));

const repeatedSends: readonly Fault[] = [
  {
    name: 'a cookie was set by the previous response',
    site: http,
    acts: [writeAndClose(responses.jsonResponse('200 OK', '0', ['Set-Cookie', 'a=b; Path=/']))],
    expected: [yes, yes],
  },
  {
    name: 'a hundred sends, every other connection dropped',
    site: http,
    acts: [writeAndWait(responses.keepAlive), { reads: 'whole', then: 'close' }],
    expected: Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? yes : unknown('reset'))),
  },
];

const overTls = ({ name, act, expected }: WireFault): Fault => ({
  name: `${name} (TLS)`,
  site: { ...https, protocols: ['http/1.1'] },
  acts: [act],
  expected: [expected],
});
const overBoth = (fault: WireFault): Fault[] => [
  { name: fault.name, site: http, acts: [fault.act], expected: [fault.expected] },
  overTls(fault),
];

export const faults: readonly Fault[] = [
  ...wire.flatMap(overBoth),
  ...truncatedFaults.map(overTls),
  ...beforeTheRequest,
  ...afterKeepAlive,
  ...repeatedSends,
];

/** With one proxy for everything, set on the command line. */
export const fixedProxyFaults: readonly Fault[] = [
  { name: 'fixed proxy: works', site: { at: 'proxy', proxy: { does: 'tunnel' } }, acts: [ok], expected: [yes] },
];
