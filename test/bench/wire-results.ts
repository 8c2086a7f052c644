/** Responses and failures of the desk's servers, as the transport returns them, with realistic bodies. */
import type { Cause } from '../../electron/shared/domain/outcome.ts';
import type { WireResult } from '../../electron/net/transport.ts';
import { firstNames, lastNames } from './desk.ts';
import type { Seeded } from './seeded.ts';

const zero = Buffer.from('0');

/** 94 % accepted, 4.5 % rejected, 1 % not sent, 0.5 % unknown. */
export function wireResult(message: { customerKey: string; list: string }, at: number, random: Seeded): WireResult {
  const part = random.next();
  if (part < 0.94) return response(200, 'application/json', zero, at, random);
  if (part < 0.985) return rejection(message, at, random);
  return part < 0.995 ? failure('no', random.weighted(notSent), random) : failure('maybe', random.weighted(unknown), random);
}

function failure(sent: 'no' | 'maybe', [cause, detail]: readonly [Cause, string], random: Seeded): WireResult {
  const durationMs = cause === 'timeout' ? 30_000 + random.whole(0, 20) : random.whole(3, 400);
  return { kind: 'failed', sent, cause, detail, partial: null, durationMs };
}

type Weighted<T> = readonly (readonly [weight: number, value: T])[];

const notSent: Weighted<readonly [Cause, string]> = [
  [0.3, ['refused', 'connect ECONNREFUSED 203.0.113.7:443']],
  [0.2, ['dns', 'getaddrinfo ENOTFOUND mail.acme.example']],
  [0.2, ['cancelledBefore', '']],
  [0.15, ['connectTimeout', '']],
  [0.1, ['undone', '']],
  [0.05, ['tls', 'certificate has expired']],
];

const unknown: Weighted<readonly [Cause, string]> = [
  [0.6, ['timeout', '']],
  [0.3, ['reset', 'read ECONNRESET']],
  [0.1, ['appStopped', '']],
];

function response(status: number, type: string, body: Uint8Array, at: number, random: Seeded): WireResult {
  const headers = [
    ['Server', 'Apache-Coyote/1.1'],
    ['Date', new Date(at).toUTCString()],
    ['Content-Type', type],
    ['Content-Length', String(body.byteLength)],
    ['X-Request-Id', random.hex(16)],
    ['Connection', 'close'],
  ] as const;
  return { kind: 'response', status, headers, body, truncated: false, durationMs: 60 + Math.floor(900 * random.next() ** 3) };
}

function rejection(message: { customerKey: string; list: string }, at: number, random: Seeded): WireResult {
  const [status, reason, text] = random.weighted(refusals);
  if (status >= 500 && random.chance(0.7)) {
    return response(status, 'text/html;charset=UTF-8', Buffer.from(htmlPage(status, reason, random)), at, random);
  }
  const error = text.replace('{key}', message.customerKey).replace('{list}', message.list);
  const body = { error, status: reason, statusCode: status, details: prose(random, random.whole(1, 12)) };
  return response(status, 'application/json', Buffer.from(JSON.stringify(body)), at, random);
}

const refusals: Weighted<readonly [status: number, reason: string, text: string]> = [
  [0.5, [404, 'Not Found', 'Subscriber Not Found: {key}']],
  [0.15, [400, 'Bad Request', 'The list {list} is closed for {key}']],
  [0.1, [401, 'Unauthorized', 'Invalid realm or password']],
  [0.05, [429, 'Too Many Requests', 'The limit of this realm is reached']],
  [0.12, [500, 'Internal Server Error', 'Message could not be rendered for {key}']],
  [0.08, [503, 'Service Unavailable', 'Maintenance window']],
];

function htmlPage(status: number, reason: string, random: Seeded): string {
  const paragraphs = Array.from({ length: random.whole(1, 16) }, () => `<p>${prose(random, random.whole(2, 4))}</p>`).join('\n');
  return `<!doctype html>\n<html><head><title>${status} ${reason}</title></head>\n<body><h1>${reason}</h1>\n${paragraphs}\n<hr><address>Apache Tomcat</address></body></html>`;
}

const verbs = ['could not be merged into', 'has no value for', 'was refused by', 'is a duplicate in', 'expired before', 'waits for'];
const things = ['the field salutation', 'the delivery queue', 'the segment Großkunden', 'the archive', 'template part footer', 'the relay'];
const ends = ['Ask the administrator of the realm', 'Try later', 'Bitte prüfen', 'See the delivery report', 'No further action'];

function prose(random: Seeded, sentences: number): string {
  return Array.from({ length: sentences }, () => sentence(random)).join(' ');
}

/** One of two thousand sentences has a rare word, to search for. */
function sentence(random: Seeded): string {
  const who = `${random.pick(firstNames)} ${random.pick(lastNames)}`;
  const rare = random.chance(1 / 2000) ? ` (${rareWord})` : '';
  return `Record ${random.hex(6)} of ${who} ${random.pick(verbs)} ${random.pick(things)}${rare}. ${random.pick(ends)}.`;
}

export const rareWord = 'Quittenbrot';
