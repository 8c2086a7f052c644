import { describe, expect, test } from 'vitest';
import { readSendResponse, type SendResponse } from '../../../../electron/whatcounts/send-response.ts';
import type { WireResponse } from '../../../../electron/net/transport.ts';

const response = (body: string | Uint8Array, changes: Partial<WireResponse> = {}): WireResponse => ({
  status: 200,
  headers: [['Content-Type', 'application/json']],
  body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  truncated: false,
  ...changes,
});
const read = (body: string | Uint8Array, changes: Partial<WireResponse> = {}) => readSendResponse(response(body, changes));
const refused = (body: SendResponse['body'], errorText = ''): SendResponse => ({ accepted: false, errorText, body });

describe('acceptance', () => {
  test.each(['0', ' 0', '0\n', '\r\n\t 0 \t\r\n'])('is 200 and %j', (body) => {
    expect(read(body)).toEqual({ accepted: true, errorText: '', body: 'zero' });
  });

  test('does not depend on the content type', () => {
    expect(read('0', { headers: [['Content-Type', 'text/html']] }).accepted).toBe(true);
    expect(read('0', { headers: [] }).accepted).toBe(true);
  });

  test.each([100, 199, 201, 202, 203, 204, 206, 299, 301, 302, 304, 400, 401, 404, 429, 500, 503, 0])('is not %i and 0', (status) => {
    expect(read('0', { status })).toEqual(refused('zero'));
  });

  test.each([
    ['another number', 'number', ['1', '7', '-1', '-0', '0.0', '0e0', '0E5', '1e400', '120002']],
    ['JSON', 'json', ['"0"', '[0]', '[]', '{}', 'null', 'true', 'false', '{"result":0}', '[{"error":"in a list"}]', '""']],
    ['nothing', 'empty', ['', ' ', '\r\n\t ']],
    ['what only looks like 0', 'unreadable', ['00', '+0', '0x0', '.0', '0.', '0 0', '0,', '0;', "'0'", 'O', '٠', '０', '0\u0000', '-']],
    ['0 among spaces that are not of JSON', 'unreadable', ['\u00a00', '0\u00a0', '\u000b0', '0\f', '\u20280', '0\u3000', '\u200b0']],
    ['0 with a byte order mark', 'unreadable', ['\uFEFF0', '\uFEFF\uFEFF0', '0\uFEFF', '\uFEFF', ' \uFEFF0']],
    ['text', 'unreadable', ['OK', 'NaN', '<html>0</html>', '// 0\n0', '{"error":"cut', '{ "error": "Not Found" "statusCode": 404 }']],
  ] as const)('is not %s', (_, body, texts) => {
    expect(texts.map((text) => [text, read(text)])).toEqual(texts.map((text) => [text, refused(body)]));
  });

  test.each([
    ['a byte order mark of UTF-16', [0xff, 0xfe, 0x30, 0x00]],
    ['UTF-16 without one', [0x00, 0x30]],
    ['a byte that is not UTF-8', [0x30, 0xff]],
    ['half a character', [0x30, 0xc3]],
    ['an overlong zero', [0xc0, 0xb0]],
    ['a surrogate', [0xed, 0xa0, 0xbd]],
    ['what looks like gzip', [0x1f, 0x8b, 0x08, 0x00]],
  ])('is not %s', (_, bytes) => {
    expect(read(new Uint8Array(bytes))).toEqual(refused('unreadable'));
  });

  test('is not read from a truncated body', () => {
    expect(read('0', { truncated: true })).toEqual(refused('unreadable'));
    expect(read('{"error":"Subscriber Not Found"}', { truncated: true })).toEqual(refused('unreadable'));
  });
});

describe("the API's error text", () => {
  const readError = (error: unknown, status = 404) => read(JSON.stringify({ error, status: 'x', statusCode: status }), { status });

  test.each([200, 400, 404, 500])('is read from a JSON object, whatever the status: %i', (status) => {
    expect(readError('Subscriber Not Found', status)).toEqual(refused('error', 'Subscriber Not Found'));
  });

  test('is found whatever the other fields', () => {
    expect(read(' {"a":[1,{"error":"inner"}],"error":"outer"} \n')).toEqual(refused('error', 'outer'));
  });

  test.each([[404], [null], [true], [['Not Found']], [{ message: 'Not Found' }]])('is not made up from %j', (error) => {
    expect(readError(error)).toEqual(refused('json'));
  });

  test.each(['{"Error":"x"}', '{"message":"x"}', '{"status":"Not Found","statusCode":404}', '{"__proto__":{"error":"x"}}'])(
    'is not taken from %s',
    (body) => {
      expect(read(body, { status: 404 })).toEqual(refused('json'));
    },
  );

  test.each([
    ['line breaks', 'Template\r\nNot\n\nFound', 'Template Not Found'],
    ['tabs and other spaces', '\tTemplate\u00a0 Not\u2028Found ', 'Template Not Found'],
    ['control characters', 'Template\u0000Not\u001b\u0085Found\u007f', 'Template Not Found'],
    ['nothing', '', ''],
    ['spaces only', ' \n ', ''],
    ['markup', '<b>Not Found</b>', '<b>Not Found</b>'],
    ['quotes', 'No "Orders" here', 'No "Orders" here'],
    ['other scripts', 'Nicht gefunden: Rückerstattung 🎉', 'Nicht gefunden: Rückerstattung 🎉'],
  ])('is on one line: %s', (_, error, line) => {
    expect(readError(error)).toEqual(refused('error', line));
  });

  test('is kept up to 300 characters', () => {
    expect(readError('x'.repeat(300)).errorText).toBe('x'.repeat(300));
    expect(readError('x'.repeat(301)).errorText).toBe(`${'x'.repeat(299)}…`);
  });

  test('is not cut in the middle of a character', () => {
    const { errorText } = readError(`${'x'.repeat(298)}🎉${'x'.repeat(100)}`);
    expect(errorText.length).toBeLessThanOrEqual(300);
    expect(errorText).not.toMatch(/\p{Cs}/u);
    expect(errorText.endsWith('…')).toBe(true);
  });

  test('is cut at its end only: half a character in its middle stays', () => {
    expect(readError(`\ud83d${'x'.repeat(297)}🎉${'x'.repeat(100)}`).errorText).toBe(`\ud83d${'x'.repeat(297)}…`);
  });

  test('is quoted from a body in another character set than declared', () => {
    expect(read(Buffer.from('{"error":"Caf\xe9 Not Found"}', 'latin1'))).toEqual(refused('unreadable', 'Café Not Found'));
  });

  test('is not searched in a page of HTML', () => {
    expect(read('<html><body>{"error":"x"}</body></html>', { status: 502 })).toEqual(refused('unreadable'));
  });

  test('does not overflow the stack, however deep the JSON', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(read(deep)).toEqual(refused('json'));
  });
});
