import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { asCurl } from '../../../../electron/whatcounts/curl.ts';
import { buildReadRequest, buildSendRequest, credentialHeaders, placeholderHeaders } from '../../../../electron/whatcounts/request.ts';
import { noSecrets } from '../../../../electron/net/redaction/secrets.ts';
import type { WireRequest } from '../../../../electron/whatcounts/transport.ts';
import { sendParts, target } from './parts.ts';

/** The arguments that a POSIX shell would really hand to curl, and whatever else it had to say. */
function argumentsIn(command: string): string[] {
  const shell = spawnSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${command}\nprintf 'the end'`], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: '/nowhere', IFS: '/' },
  });
  expect([shell.status, shell.stderr]).toEqual([0, '']);
  const parts = shell.stdout.split('\0');
  expect(parts.pop()).toBe('the end');
  return parts;
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
  test.each(['\0\n\0^a^b', '\0^a^b', 'a\n\0\0^a^b'])('has no line that begins with ^, also where %j has NULs', (text) => {
    const command = asCurl(requestOf({ url: `https://mail.acme.example/${text}`, headers: [['X-A', text]], method: text as 'GET' }));
    expect(command).not.toMatch(/^'?\^/m);
    expect(argumentsIn(command)).toContain(`https://mail.acme.example/${text.replaceAll('\0', '')}`);
    expect(asCurl(requestOf({ url: text }))).not.toMatch(/^'?\^/m);
  });

  test('reads like this', () => {
    const request = buildSendRequest('https://mail.acme.example', sendParts({ list: "Zoë's" }), placeholderHeaders(true));
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

  test('leaves out the headers that curl makes itself, however they are spelt', () => {
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

describe.skipIf(process.platform === 'win32')('a shell that runs it', () => {
  test.each(hostile)('hands over %j in the URL as it is, and in a header, which has one line', (text) => {
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

  test.each(hostile)('hands over the very request that Keypost sends for the names %j', (name) => {
    const parts = sendParts({ list: name, template: name, customerKey: name, campaignName: name });
    const request = buildSendRequest('https://[::1]:8443/mail', parts, credentialHeaders(target({ password: name })));
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

test.each(['{"a":"it\'s"}', '@/etc/passwd', '{\n  "a": "$HOME `id`"\n}'])('takes the body %j as it stands', (body) => {
  const request = buildSendRequest('https://a.example', sendParts({ command: 'modelNames', body }), placeholderHeaders(false));
  const given = argumentsIn(asCurl(request));
  expect(given.slice(given.indexOf('--data-raw'))).toEqual(['--data-raw', body]);
});
