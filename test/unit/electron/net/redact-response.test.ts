import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Redactor } from '../../../../electron/net/redaction/redactor.ts';
import { outcomeOf } from '../../../../electron/sending/attempt-outcome.ts';
import { redactResponse } from '../../../../electron/net/redact-response.ts';
import { credentialHeaders } from '../../../../electron/whatcounts/request.ts';
import type { WireHeader, WireResult } from '../../../../electron/net/transport.ts';

const gone = '[credential removed]';
const target = { siteUrl: 'https://a.example', realm: 'acme', password: 'correct  horse/ü"', clientName: 'crm', clientKey: 'k3y-of-crm' };
const { authorization, apiKey, secrets } = credentialHeaders(target);
const basic = authorization.slice(6);
const subject = {
  customerKey: 'ck1',
  recipient: 'customerKey',
  numbered: false,
  list: 'Orders',
  accountKind: 'test',
  host: 'a.example',
  timeoutMs: 1,
  connectTimeoutMs: 1,
} as const;

type FullResponse = Extract<WireResult, { kind: 'response' }>;
type Failed = Extract<WireResult, { kind: 'failed' }>;

const responseWith = (
  body: Uint8Array | string,
  headers: readonly WireHeader[] = [['X-Echo', `${apiKey ?? ''} ${target.clientKey}`]],
): FullResponse => ({
  kind: 'response',
  status: 400,
  headers,
  body: typeof body === 'string' ? Buffer.from(body) : body,
  truncated: false,
  durationMs: 1,
});
const partOf = ({ status, headers, body, truncated }: FullResponse) => ({ status, headers, body, truncated });
const failed = (changes: Partial<Failed>): Failed => ({
  kind: 'failed',
  sent: 'maybe',
  cause: 'cutAnswer',
  detail: '',
  partial: null,
  durationMs: 1,
  ...changes,
});

const redacted = (result: WireResult): Promise<WireResult> => redactResponse(result, new Redactor(secrets));
const read = async (result: WireResult) => {
  const verdict = outcomeOf(await redacted(result), subject);
  const body = Buffer.from(verdict.responseBody ?? []);
  return { verdict, body: body.toString(), bytes: body, all: JSON.stringify(verdict) + body.toString() };
};
const bodyOf = (result: WireResult): string => Buffer.from(result.kind === 'response' ? result.body : []).toString('latin1');

test('every form of the credentials is removed from an echo, and the rest stays byte for byte', async () => {
  const echo = Buffer.from(`you sent ${authorization} / ${target.password}`);
  const { all, bytes } = await read(responseWith(Buffer.concat([Buffer.from([0xff, 0x00]), echo, Buffer.from([0xfe])])));
  for (const secret of [target.password, target.clientKey, basic, apiKey ?? '']) expect(all).not.toContain(secret);
  expect([...bytes.subarray(0, 2), bytes.at(-1)]).toEqual([0xff, 0x00, 0xfe]);
  expect(bytes.toString('latin1')).toContain(`you sent Basic ${gone} / ${gone}`);
});

describe('a password in an error of the API', () => {
  const quoted = (text: string) => JSON.stringify({ error: text, status: 'Bad Request', statusCode: 400 });
  const everyLetter = target.password.replace(/[^]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

  test.each([
    ['as JSON writes it', quoted(`no: ${target.password}`)],
    ['with slashes escaped', quoted(`no: ${target.password}`).replaceAll('/', '\\/')],
    ['with umlauts escaped', quoted(`no: ${target.password}`).replaceAll('ü', '\\u00fc')],
    ['with some signs escaped that need not be', quoted(`no: ${target.password}`).replaceAll('h', '\\u0068').replaceAll('/', '\\u002F')],
    ['with every letter escaped', quoted('no: ').replace('no: ', `no: ${everyLetter}`)],
    ['in a URL', quoted(`no: ${encodeURIComponent(target.password)}`)],
    ['in a form', quoted(`no: ${encodeURIComponent(target.password).replaceAll('%20', '+')}`)],
    ['in HTML', quoted(`no: ${target.password.replace('"', '&#034;')}`)],
    ['where the text is cut', quoted(`${'x'.repeat(290)}${target.password}`)],
  ])('%s is removed, and the error stays readable', async (_, body) => {
    const { verdict, all, body: kept } = await read(responseWith(body));
    expect(all).not.toMatch(/horse|correct/);
    expect(kept).toContain(gone);
    expect(verdict.errorText).toMatch(/^(?:no: \[credential removed\]|x{290})/);
  });
});

test('a partial response and the text of the network are redacted as well', async () => {
  const { all } = await read(failed({ detail: `at ${authorization}`, partial: partOf(responseWith(`<${target.password}`)) }));
  expect(all).not.toContain('correct');
  expect(all).not.toContain(basic);
});

test('a failure without a partial response stays unchanged', async () => {
  const dns = failed({ sent: 'no', cause: 'dns', detail: 'not found' });
  expect(await redacted(dns)).toEqual(dns);
});

test('names in a certificate are redacted as well', async () => {
  const names = ['a.example', `${target.clientKey}.example`];
  const wrong = failed({ sent: 'no', cause: 'tls', problem: { code: 'connection.wrongName', params: { names } } });
  const clean = { code: 'connection.wrongName', params: { names: ['a.example', `${gone}.example`] } };
  expect(await redacted(wrong)).toMatchObject({ problem: clean });
  const expired = { code: 'connection.expired', params: { now: 1, validTo: null } } as const;
  expect(await redacted(failed({ problem: expired }))).toMatchObject({ problem: expired });
});

test.each([
  ['bytes that Node gives one by one', Buffer.from(target.password, 'utf8').toString('latin1')],
  ['Latin-1', target.password],
  ['a value without its padding', basic.replace(/=+$/, '')],
  ['a value for URLs', basic.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')],
])('%s in a header are found, even in its name', async (_, value) => {
  const clean = await redacted(responseWith('0', [[`X-${value}`, `<${value}>`]]));
  expect(clean).toMatchObject({ headers: [[`X-${gone}`, `<${gone}>`]], body: Buffer.from('0') });
});

test.each([target.password.slice(0, -1), target.password.slice(0, 5), basic.slice(0, -2)])(
  'the beginning %j of a secret at the end of a partial response is removed as well',
  async (beginning) => {
    const clean = await redacted(failed({ partial: partOf(responseWith(`so: ${beginning}`)) }));
    expect(clean.kind === 'failed' && Buffer.from(clean.partial?.body ?? []).toString()).toBe(`so: ${gone}`);
  },
);

test('a body is read in its declared character set', async () => {
  const body = Buffer.from(`you sent ${target.password}!`, 'utf16le').swap16();
  const clean = await redacted(responseWith(body, [['Content-Type', 'text/plain; charset="UTF-16BE"']]));
  expect(bodyOf(clean)).toBe(Buffer.from(`you sent ${gone}!`, 'utf16le').swap16().toString('latin1'));
});

describe('a compressed body that is kept as received', () => {
  const long = `${Array.from({ length: 500 }, (_, at) => `line ${at * 7919}`).join('\n')} ${target.password} `;
  const echo = long + long;

  test.each([
    ['gzip', gzipSync(echo).subarray(0, -9)],
    ['deflate', deflateSync(echo).subarray(0, -5)],
    ['br', Buffer.concat([brotliCompressSync(echo), Buffer.from('x')])],
    ['gzip, br', brotliCompressSync(gzipSync(echo))],
  ])('in %s is removed as a whole if it contains a secret', async (coding, body) => {
    expect(bodyOf(await redacted(responseWith(body, [['Content-Encoding', coding]])))).toBe(gone);
  });

  const short = gzipSync(`you sent ${target.password}!`);
  const wrongSum = Buffer.from(short);
  wrongSum.writeUInt32LE(0, short.length - 8);
  const declared = (coding: string): WireHeader[] => [['Content-Encoding', coding]];

  test.each<[string, WireHeader[], Buffer]>([
    ['gzip after identity', declared('identity, gzip'), short],
    ['gzip before identity', declared('gzip, identity'), short],
    ['gzip and an empty name', declared('gzip,'), short],
    ['gzip with a parameter', declared('gzip;q=1'), short],
    ['gzip that is declared as deflate', declared('deflate'), short],
    ['gzip that is declared as br', declared('br'), short],
    ['gzip that is not declared', [], short],
    ['gzip of the transfer', [['Transfer-Encoding', 'gzip, chunked']], short],
    ['gzip behind something else', [], Buffer.concat([Buffer.from('so: '), short])],
    ['short gzip without its end', declared('gzip'), short.subarray(0, -9)],
    ['gzip with a wrong sum', declared('gzip'), wrongSum],
    ['gzip in gzip in gzip', [], gzipSync(gzipSync(short))],
    ['gzip in br, declared the wrong way round', declared('br, gzip'), brotliCompressSync(short)],
    ['zlib that is not declared', [], deflateSync(`you sent ${target.password}!`)],
    ['raw deflate in gzip', declared('deflate, gzip'), gzipSync(deflateRawSync(`you sent ${target.password}!`))],
    ['br of the transfer', [['transfer-encoding', 'BR, chunked']], brotliCompressSync(`you sent ${target.password}!`)],
    ['a stream too long to be searched', [], gzipSync(Buffer.alloc(5 * 1024 * 1024))],
  ])('%s is removed as a whole', async (_, headers, body) => {
    expect(bodyOf(await redacted(responseWith(body, headers)))).toBe(gone);
  });

  test.each<[string, WireHeader[], Buffer]>([
    ['plain text that is declared as br and deflate', declared('br, deflate'), Buffer.from('0')],
    ['plain text that begins like zlib', [], Buffer.from('x^ and more of it')],
    ['bytes that begin like gzip', declared('gzip'), Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff])],
    ['layers without a secret', [], gzipSync(gzipSync('a response'))],
  ])('%s stays byte for byte', async (_, headers, body) => {
    const clean = await redacted(responseWith(body, headers));
    expect(clean.kind === 'response' && clean.body).toBe(body);
  });

  test.each([target.password.slice(0, -1), target.password.slice(0, 5), basic.slice(0, 4)])(
    'is removed as a whole if it ends with the beginning %j of a secret',
    async (beginning) => {
      expect(bodyOf(await redacted(responseWith(gzipSync(`so: ${beginning}`))))).toBe(gone);
    },
  );

  test('is read in its declared character set', async () => {
    const koi8 = Buffer.from([0xd0, 0xc1, 0xd2, 0xcf, 0xcc, 0xd8]);
    const result = responseWith(gzipSync(koi8), [['Content-Type', 'text/plain; charset=KOI8-R']]);
    expect(bodyOf(await redactResponse(result, new Redactor({ typed: ['пароль'], base64: [] })))).toBe(gone);
    expect(bodyOf(await redactResponse(result, new Redactor({ typed: ['апрель'], base64: [] })))).toBe(bodyOf(result));
  });

  test('stays if it contains no secret', async () => {
    const body = gzipSync('a response '.repeat(1000)).subarray(0, -9);
    const clean = await redacted(responseWith(body, [['Content-Encoding', 'gzip']]));
    expect(clean.kind === 'response' && clean.body).toBe(body);
  });
});

test('bytes that are not valid HTTP are kept without credentials, even if they are cut within one', async () => {
  const bytes = Buffer.from(
    `HTTP/1.1 200 OK\r\nX: ${authorization}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n${target.password.slice(0, 9)}`,
  );
  const raw = { bytes, truncated: false };
  const { all, body } = await read(failed({ cause: 'unreadableAnswer', malformed: 'twoLengths', raw }));
  expect(all).not.toContain(basic);
  expect(all).not.toContain('correct  ');
  expect(body).toContain('Content-Length: 1\r\nContent-Length: 2');
});

test.each([target.password.slice(0, 5), target.password.slice(0, 4), basic.slice(0, 5)])(
  'the beginning %j of a secret at the end of invalid HTTP is removed as well',
  async (beginning) => {
    const bytes = Buffer.from(`HTTP/1.1 200 OK\r\nBad Header\r\n\r\nso: ${beginning}`);
    const clean = await redacted(failed({ cause: 'unreadableAnswer', malformed: 'badHead', raw: { bytes, truncated: true } }));
    expect(clean.kind === 'failed' && Buffer.from(clean.raw?.bytes ?? []).toString()).toBe(
      `HTTP/1.1 200 OK\r\nBad Header\r\n\r\nso: ${gone}`,
    );
  },
);

describe('a compressed body in invalid HTTP', () => {
  const text = `you sent ${target.password}!`;
  const chunksOf = (body: Buffer): Buffer =>
    Buffer.concat(
      Array.from({ length: Math.ceil(body.length / 3) }, (_, at) => body.subarray(3 * at, 3 * at + 3)).flatMap((chunk) => [
        Buffer.from(`${chunk.length}\r\n`),
        chunk,
        Buffer.from('\r\n'),
      ]),
    );

  test.each([
    ['gzip', 'Content-Encoding: gzip\r\n', gzipSync(text)],
    ['gzip that nothing declares', '', gzipSync(text)],
    ['br', 'content-encoding: br\r\n', brotliCompressSync(text)],
    ['zlib', '', deflateSync(text)],
    ['gzip in chunks', 'Transfer-Encoding: chunked\r\n', chunksOf(gzipSync(text))],
    [
      'br in chunks that break',
      'Transfer-Encoding: br, chunked\r\n',
      Buffer.concat([chunksOf(brotliCompressSync(text)), Buffer.from('!')]),
    ],
    ['br behind an interim response', 'X: y\r\n\r\nHTTP/1.1 200 OK\r\nContent-Encoding: br\r\n', brotliCompressSync(text)],
  ])('in %s is removed as a whole', async (_, lines, body) => {
    const bytes = Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nBad Header\r\n${lines}\r\n`), body]);
    const clean = await redacted(failed({ cause: 'unreadableAnswer', malformed: 'badHead', raw: { bytes, truncated: false } }));
    expect(clean.kind === 'failed' && Buffer.from(clean.raw?.bytes ?? []).toString('latin1')).toBe(gone);
  });
});

test('everything stays unchanged without secrets', async () => {
  const result = responseWith(`you sent ${target.password}`);
  expect(await redactResponse(result, new Redactor({ typed: [], base64: [] }))).toBe(result);
});
