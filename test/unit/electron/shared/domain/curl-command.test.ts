import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { asCurl } from '../../../../../electron/shared/domain/curl-command.ts';
import { buildReadRequest, buildSendRequest, credentialHeaders, placeholderHeaders } from '../../../../../electron/whatcounts/request.ts';
import { noSecrets } from '../../../../../electron/net/redaction/secrets.ts';
import type { WireRequest } from '../../../../../electron/net/transport.ts';
import { checkedMessage, target } from '../../whatcounts/checked-message.ts';

/** The arguments that a POSIX shell passes to curl, and its other output. */
function argumentsIn(command: string): string[] {
  const shell = spawnSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${command}\nprintf 'the end'`], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: '/nowhere', IFS: '/' },
  });
  expect([shell.status, shell.stderr]).toEqual([0, '']);
  const message = shell.stdout.split('\0');
  expect(message.pop()).toBe('the end');
  return message;
}

const hostile = [
  "it's",
  "'",
  "''",
  "a'b'c''d",
  "'; rm -rf / #",
  '"double"',
  'back\\slash',
  "\\'",
  'ends with \\',
  '$HOME ${HOME} $(id) $((1+1))',
  '`id`',
  'line\nbreak',
  '\n',
  'carriage\rreturn',
  'tab\there',
  'a & b | c ; d > e < f',
  '* ? [a-z] {a,b}',
  '~',
  '!!',
  '-H',
  '%s %n %d',
  '# no comment',
  'Rückerstattung 🎉 e\u0308',
  '',
  ' ',
];

const requestOf = (changes: Partial<WireRequest> = {}): WireRequest => ({
  method: 'POST',
  url: 'https://mail.acme.example/',
  headers: [],
  secrets: noSecrets,
  ...changes,
});

describe('a curl command', () => {
  test.each(['\0\n\0^a^b', '\0^a^b', 'a\n\0\0^a^b'])('has no line that begins with ^, even if %j has NULs', (text) => {
    const command = asCurl(requestOf({ url: `https://mail.acme.example/${text}`, headers: [['X-A', text]], method: text as 'GET' }));
    expect(command).not.toMatch(/^'?\^/m);
    expect(argumentsIn(command)).toContain(`https://mail.acme.example/${text.replaceAll('\0', '')}`);
    expect(asCurl(requestOf({ url: text }))).not.toMatch(/^'?\^/m);
  });

  test('has this form', () => {
    const request = buildSendRequest('https://mail.acme.example', checkedMessage({ list: "Zoë's" }), placeholderHeaders(true));
    expect(asCurl(request)).toBe(
      [
        `curl --globoff --path-as-is --request POST 'https://mail.acme.example/rest/msg/sendWithCustomerKey/Zo%C3%AB'\\''s/Shipping%20delay/ck1042?format=99&respectOptout=true' \\`,
        `  --header 'Authorization: Basic <base64 of realm:password>' \\`,
        `  --header 'Accept: application/vnd.whatcounts-v1+json' \\`,
        `  --header 'Content-Type: application/json' \\`,
        `  --header 'x-api-key: <base64 of client name:client key>' \\`,
        `  --data ''`,
      ].join('\n'),
    );
  });

  test('of a read has no data', () => {
    const command = asCurl(buildReadRequest(target(), '/rest/lists'));
    expect(command).toMatch(/^curl --globoff --path-as-is --request GET 'https:\/\/mail\.acme\.example\/rest\/lists' \\\n/);
    expect(command).not.toContain('--data');
  });

  test('leaves out the headers that curl adds itself, however they are spelt', () => {
    const headers = [
      ['Host', 'a.example'],
      ['hOST', 'a.example'],
      ['Content-Length', '0'],
      ['CONNECTION', 'close'],
      ['X-Host', 'kept'],
    ] as const;
    expect(asCurl(requestOf({ headers }))).toBe(
      `curl --globoff --path-as-is --request POST 'https://mail.acme.example/' \\\n  --header 'X-Host: kept' \\\n  --data ''`,
    );
  });
});

const raw = String.raw;
const begin = `curl --globoff --path-as-is --request POST 'https://mail.acme.example/' \\\n`;

describe('the body of a curl command', () => {
  test.each([
    ['a word', 'word', 'word'],
    ['quotes', `it's "so"`, raw`it'\''s "so"`],
    ['a backslash', raw`a\0101\n`, raw`a\0101\n`],
    ['what a shell looks for in its history', '^a^b!!\n^c!', raw`'\^'a^b'\!''\!'` + '\n' + raw`'\^'c'\!'`],
    ['a line feed alone', '\n', '\n'],
    ['nothing', '', ''],
    ['as many characters as an argument may have', 'x'.repeat(16 * 1024), 'x'.repeat(16 * 1024)],
  ])('is an argument: %s', (_, body, argument) => {
    expect(asCurl(requestOf({ body }))).toBe(`${begin}  --data-raw '${argument}'`);
  });

  test.each([
    ['a control character at its beginning', '\x01a', raw`\0001a`],
    ['a control character at its end', 'a\t', raw`a\0011`],
    ['some control characters', 'a\x01\x1f\x7fb\0c', raw`a\0001\0037\0177b\0000c`],
    ['a control character of two bytes', '\u0085', raw`\0302\0205`],
    ['what reads like an octal number', '\t' + raw`\0101\\n`, raw`\0011\\0101\\\\n`],
    ['lines of Windows', "it's\r\nso", raw`it'\''s\0015` + '\nso'],
    ['what a shell looks for in its history', '^a^b!\t\n^c', raw`'\^'a^b'\!'\0011` + '\n' + raw`'\^'c`],
    ['letters of several bytes', 'ü🎉\t', raw`ü🎉\0011`],
    ['control characters in a long one', `\t${'x'.repeat(16 * 1024)}\r`, raw`\0011${'x'.repeat(16 * 1024)}\0015`],
  ])('is printed with octal numbers: %s', (_, body, printed) => {
    expect(asCurl(requestOf({ body }))).toBe(`printf '%b' '${printed}' | ${begin}  --header 'Expect:' \\\n  --data-binary @-`);
  });

  test('is printed unchanged if it is only too long', () => {
    const long = (end: string): string => 'x'.repeat(16 * 1024 - 11) + end;
    expect(asCurl(requestOf({ headers: [['X-A', 'b']], body: long(raw`it's\0101%s` + '\n') }))).toBe(
      `printf '%s' '${long(raw`it'\''s\0101%s` + '\n')}' | ${begin}  --header 'X-A: b' \\\n  --header 'Expect:' \\\n  --data-binary @-`,
    );
  });
});

describe('a curl command has', () => {
  test.each([
    ['PUT', 'PUT'],
    ['aPUT', `'aPUT'`],
    ['PUTa', `'PUTa'`],
    ['PUT\r\n-o x', `'PUT  -o x'`],
    ['', `''`],
  ])('the method %j as %s', (method, argument) => {
    expect(asCurl({ ...requestOf(), method, headers: [] })).toBe(
      `curl --globoff --path-as-is --request ${argument} 'https://mail.acme.example/'`,
    );
  });

  test.each([
    ['http://a.example/', `'http://a.example/'`],
    ['HTTPS://a.example/', `'HTTPS://a.example/'`],
    ['https://a.example/^a!', raw`'https://a.example/^a'\!''`],
    ['https://a.example/\0b\n^', `'https://a.example/b\n` + raw`'\^''`],
    ['https://a.example/\x01\x02\u0085', raw`'https://a.example/'"$(printf '\001\002\302\205')"''`],
    ['file:///https://a.example/', `--proto '=http,https' --url 'file:///https://a.example/'`],
    ['-o x', `--proto '=http,https' --url '-o x'`],
  ])('the address %j in quotes', (url, argument) => {
    expect(asCurl(requestOf({ method: 'GET', url }))).toBe(`curl --globoff --path-as-is --request GET ${argument}`);
  });

  test.each([' X', 'X ', 'X:Y', '@X', 'X\n', ''])('no header with the invalid name %j', (name) => {
    const headers = [
      [name, 'a'],
      ['X-Kept', 'b'],
    ] as const;
    expect(asCurl(requestOf({ headers }))).toBe(`${begin}  --header 'X-Kept: b' \\\n  --data ''`);
  });
});

describe.skipIf(process.platform === 'win32')('a shell', () => {
  test.each(hostile)('passes %j unchanged in the URL, and on one line in a header', (text) => {
    const url = `https://mail.acme.example/${text}`;
    expect(argumentsIn(asCurl(requestOf({ url, headers: [['X-Text', text]] })))).toEqual([
      '--globoff',
      '--path-as-is',
      '--request',
      'POST',
      url,
      '--header',
      `X-Text: ${text.replaceAll(/[\r\n]/g, ' ')}`,
      '--data',
      '',
    ]);
  });

  test.each(hostile)('passes the same request that Keypost sends for the names %j', (name) => {
    const message = checkedMessage({ list: name, template: name, customerKey: name, campaignName: name });
    const request = buildSendRequest('https://[::1]:8443/mail', message, credentialHeaders(target({ password: name })));
    const sent = request.headers.filter(([header]) => !['Host', 'Content-Length', 'Connection'].includes(header));
    expect(argumentsIn(asCurl(request))).toEqual([
      '--globoff',
      '--path-as-is',
      '--request',
      'POST',
      request.url,
      ...sent.flatMap(([header, value]) => ['--header', `${header}: ${value}`]),
      '--data',
      '',
    ]);
  });
});

test.each(['{"a":"it\'s"}', '@/etc/passwd', '{\n  "a": "$HOME `id`"\n}'])('passes the body %j unchanged', (body) => {
  const request = buildSendRequest('https://a.example', checkedMessage({ command: 'modelNames', body }), placeholderHeaders(false));
  const given = argumentsIn(asCurl(request));
  expect(given.slice(given.indexOf('--data-raw'))).toEqual(['--data-raw', body]);
});
