import { describe, expect, test } from 'vitest';
import { redactResult } from '../../../../electron/sending/redact-result.ts';
import { shownText } from '../../../../electron/shared/base/body-text.ts';
import { verdictOf } from '../../../../electron/sending/verdict.ts';
import { credentialHeaders } from '../../../../electron/whatcounts/request.ts';
import type { WireResult } from '../../../../electron/whatcounts/transport.ts';

const target = { siteUrl: 'https://a.example', realm: 'acme', password: 'correct  horse/ü"', clientName: 'crm', clientKey: 'k3y-of-crm' };
const { authorization, apiKey } = credentialHeaders(target);
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

const answered = (body: Uint8Array | string): WireResult => ({
  kind: 'answer',
  status: 400,
  headers: [['X-Echo', `${apiKey ?? ''} ${target.clientKey}`]],
  body: typeof body === 'string' ? Buffer.from(body) : body,
  truncated: false,
  durationMs: 1,
});
const read = (result: WireResult) => {
  const verdict = verdictOf(redactResult(result, target), subject);
  return { verdict, all: JSON.stringify(verdict) + Buffer.from(verdict.answerBody ?? []).toString() };
};

test('takes every form of the credentials out of an echo, and leaves the rest byte for byte', () => {
  const echo = Buffer.from(`you sent ${authorization} / ${target.password}`);
  const { verdict, all } = read(answered(Buffer.concat([Buffer.from([0xff, 0x00]), echo, Buffer.from([0xfe])])));
  for (const secret of [target.password, target.clientKey, authorization.slice(6), apiKey ?? '']) expect(all).not.toContain(secret);
  const kept = Buffer.from(verdict.answerBody ?? []);
  expect([...kept.subarray(0, 2), kept.at(-1)]).toEqual([0xff, 0x00, 0xfe]);
  expect(kept.toString('latin1')).toContain('you sent Basic [credential removed]');
});

const everyLetter = (text: string): string => text.replace(/[^]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

describe('a password in an error of the API', () => {
  const quoted = (words: string) => JSON.stringify({ error: words, status: 'Bad Request', statusCode: 400 });

  test.each([
    ['as JSON writes it', quoted(`no: ${target.password}`)],
    ['with slashes escaped', quoted(`no: ${target.password}`).replaceAll('/', '\\/')],
    ['with umlauts escaped', quoted(`no: ${target.password}`).replaceAll('ü', '\\u00fc')],
    ['with umlauts and slashes escaped', quoted(`no: ${target.password}`).replaceAll('ü', '\\u00FC').replaceAll('/', '\\/')],
    ['with some signs escaped that need not be', quoted(`no: ${target.password}`).replaceAll('h', '\\u0068').replaceAll('/', '\\u002F')],
    ['with every letter escaped', quoted('no: ').replace('no: ', `no: ${everyLetter(target.password)}`)],
    ['in a URL', quoted(`no: ${encodeURIComponent(target.password)}`)],
    ['in a form', quoted(`no: ${encodeURIComponent(target.password).replaceAll('%20', '+')}`)],
    ['where the words are cut', quoted(`${'x'.repeat(290)}${target.password}`)],
  ])('%s is gone, also where white space is collapsed', (_, body) => {
    const { verdict, all } = read(answered(body));
    expect(all).not.toMatch(/horse/);
    expect(Buffer.from(verdict.answerBody ?? []).toString()).toContain('[credential removed]');
  });
});

test("what had come of a cut answer, and the network's words, are cleaned as well", () => {
  const { kind: _, durationMs: __, ...partial } = answered(`<${target.password}`) as Extract<WireResult, { kind: 'answer' }>;
  const { all } = read({ kind: 'failed', sent: 'maybe', cause: 'cutAnswer', detail: `at ${authorization}`, partial, durationMs: 1 });
  expect(all).not.toContain('correct');
  expect(all).not.toContain(authorization.slice(6));
});

test('a failure without a part of an answer stays one', () => {
  const failed = { kind: 'failed', sent: 'no', cause: 'dns', detail: 'not found', partial: null, durationMs: 1 } as const;
  expect(redactResult(failed, target)).toEqual(failed);
});

describe('an echo in other clothes', () => {
  const basic = authorization.slice(6);

  test.each([
    ['a header, whose bytes Node gives one by one', Buffer.from(target.password, 'utf8').toString('latin1')],
    ['a header in Latin-1', target.password],
    ['a header value without its padding', basic.replace(/=+$/, '')],
    ['a header value for URLs', basic.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')],
  ])('%s is found', (_, value) => {
    const clean = redactResult({ ...answered('0'), headers: [['X-Echo', `<${value}>`]] } as WireResult, target);
    expect(clean).toMatchObject({ headers: [['X-Echo', '<[credential removed]>']] });
  });

  test.each([
    ['HTML', target.password.replaceAll('"', '&quot;')],
    ['Latin-1', Buffer.from(target.password, 'latin1')],
    ['composed of parts', target.password.normalize('NFD')],
  ])('%s is found in a body', (_, echo) => {
    const { all } = read(answered(Buffer.concat([Buffer.from('<'), Buffer.from(echo), Buffer.from('>')])));
    expect(all).not.toContain('horse');
  });

  test.each([target.password.slice(0, -1), target.password.slice(0, 5), authorization.slice(6, -2)])(
    'the beginning %j of one at the end of an answer that was cut goes as well',
    (beginning) => {
      const { kind: _, durationMs: __, ...partial } = answered(`so: ${beginning}`) as Extract<WireResult, { kind: 'answer' }>;
      const clean = redactResult({ kind: 'failed', sent: 'maybe', cause: 'cutAnswer', detail: '', partial, durationMs: 1 }, target);
      expect(clean.kind === 'failed' && Buffer.from(clean.partial?.body ?? []).toString()).toBe('so: [credential removed]');
    },
  );
});

describe('a password in another character set', () => {
  const secret = target.password;
  const inCharset = (charset: string, body: Uint8Array): WireResult => ({
    kind: 'answer',
    status: 400,
    headers: [['Content-Type', `text/plain; charset=${charset}`]],
    body,
    truncated: false,
    durationMs: 1,
  });

  test.each([
    ['utf-16le', (text: string) => Buffer.from(text, 'utf16le')],
    ['utf-16be', (text: string) => Buffer.from(text, 'utf16le').swap16()],
    ['utf-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('goes out of %s, and the rest stays', (charset, encode) => {
    const { verdict } = read(inCharset(charset, encode(`you sent ${secret}!`)));
    const shown = shownText(verdict.answerBody ?? new Uint8Array(), verdict.answerHeaders);
    expect(shown).toBe('you sent [credential removed]!');
  });

  test('goes out of a set of two bytes a letter with all that stands around it', () => {
    const japanese = { ...target, password: '日本日本日本' };
    const body = Uint8Array.from([0x61, ...[1, 2, 3].flatMap(() => [0x93, 0xfa, 0x96, 0x7b])]);
    const result = redactResult(inCharset('shift_jis', body), japanese);
    expect(result.kind === 'answer' && Buffer.from(result.body).toString('latin1')).toBe('[credential removed]');
  });
});

test('what could not be read as HTTP is kept without credentials, also where it is cut within one', () => {
  const bytes = Buffer.from(
    `HTTP/1.1 200 OK\r\nX: ${authorization}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n${target.password.slice(0, 9)}`,
  );
  const { all, verdict } = read({
    kind: 'failed',
    sent: 'maybe',
    cause: 'unreadableAnswer',
    malformed: 'twoLengths',
    detail: '',
    partial: null,
    raw: { bytes, truncated: false },
    durationMs: 1,
  });
  expect(all).not.toContain(authorization.slice(6));
  expect(all).not.toContain('correct  ');
  expect(Buffer.from(verdict.answerBody ?? []).toString()).toContain('Content-Length: 1\r\nContent-Length: 2');
});
