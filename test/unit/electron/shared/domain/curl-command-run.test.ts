/** Runs copied commands with real shells and a real curl, against a server that records every byte. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asCurl } from '../../../../../electron/shared/domain/curl-command.ts';
import { buildSendRequest, placeholderHeaders } from '../../../../../electron/whatcounts/request.ts';
import { checkedMessage } from '../../whatcounts/checked-message.ts';

const hasCurl = spawnSync('curl', ['--version']).status === 0;
const shells = ['sh', 'bash', 'dash', 'zsh'].filter((shell) => spawnSync(shell, ['-c', ':']).status === 0);

/** The requests of the last run, each byte as one character. */
let requests: string[] = [];
let server: Server;
let port = 0;

function respond(socket: Socket): void {
  const index = requests.push('') - 1;
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    const request = (requests[index] ?? '') + chunk.toString('latin1');
    requests[index] = request;
    const [head = '', body = ''] = request.split(/\r\n\r\n(.*)/s);
    const length = Number(/^content-length: (\d+)\r?$/im.exec(head)?.[1] ?? Number.NaN);
    if (request.includes('\r\n\r\n') && body.length >= length) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n0');
  });
}

beforeAll(async () => {
  server = createServer(respond).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' ? (address?.port ?? 0) : 0;
});
afterAll(() => void server.close());

const env = { PATH: process.env['PATH'], HOME: '/nowhere', LC_ALL: 'C.UTF-8' };

async function run(command: string, shell = 'sh'): Promise<string[]> {
  requests = [];
  const child = spawn(shell, { stdio: ['pipe', 'pipe', 'pipe'], env });
  child.stdin.end(`${command}\n`);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (out !== '0') throw new Error(`${shell} said ${JSON.stringify(out.slice(0, 200))} and ${err.slice(-500)}`);
  return requests;
}

/** The request line and the body that Keypost sends. */
async function expectSame(name: string, body: string, shell?: string): Promise<void> {
  const message = checkedMessage(
    body === ''
      ? { list: name, template: name, customerKey: name, campaignName: name }
      : { command: 'modelNames', list: name, template: name, body },
  );
  const request = buildSendRequest(`http://127.0.0.1:${port}`, message, placeholderHeaders(true));
  const came = await run(asCurl(request), shell);
  expect(came).toHaveLength(1);
  const [head = '', sent = ''] = (came[0] ?? '').split(/\r\n\r\n(.*)/s);
  expect(head.split('\r\n')[0]).toBe(`POST ${request.url.slice(request.url.indexOf('/rest/'))} HTTP/1.1`);
  expect(sent).toBe(Buffer.from(request.body ?? '').toString('latin1'));
  for (const [header, value] of request.headers) {
    if (header === 'Connection') continue;
    expect(head.split('\r\n')).toContain(`${header}: ${value}`);
  }
}

const sets = [
  '[1-3]',
  '{a,b}',
  '[a-z:2]',
  '%5B1-3%5D',
  "it's",
  '!',
  '!!',
  '!$',
  '\\',
  '"',
  '`id`',
  '$HOME',
  '$(id)',
  '\n',
  '\r\n',
  '\t',
  '@',
  '%',
  '%s',
  '#',
  '?',
  '&',
  ';',
  '|',
  '..',
  'ü',
  '🎉',
  ' ',
  'a',
  '~',
  '-',
  '\u2028',
  '\x7f',
  '<',
  "'\\''",
  'EOF',
];

/** A small seeded generator, so that failures are reproducible. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const made = (next: () => number, most: number): string =>
  Array.from({ length: 1 + Math.floor(next() * most) }, () => sets[Math.floor(next() * sets.length)] ?? '').join('');

test.skipIf(!hasCurl)(
  'makes exactly one request for any names and body, with the same address and the same bytes',
  async () => {
    const next = random(42);
    for (let n = 0; n < 60; n++) {
      const name = `x${made(next, 6)}`;
      const body = n % 3 === 0 ? '' : made(next, 40);
      await expectSame(name, body, shells[n % shells.length]);
    }
  },
  60_000,
);

test.skipIf(!hasCurl).each(['x[1-3]', '{a,b}', 'x[a-z]{1,2}'])('a URL that curl would expand is one URL: %s', async (list) => {
  const url = `http://127.0.0.1:${port}/${list}/%2e%2e/../x`;
  const came = await run(asCurl({ method: 'POST', url, headers: [['Content-Type', 'application/json']] }));
  expect(came.map((request) => request.split('\r\n')[0])).toEqual([`POST /${list}/%2e%2e/../x HTTP/1.1`]);
});

/** Runs the command in a shell with a fake curl that records its arguments and its input. */
function argumentsIn(command: string, shell: string): { given: string[]; input: string; left: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'keypost-curl-'));
  try {
    const fake = `#!/bin/sh\nprintf '%s\\0' "$@" >> '${folder}/given'\nprintf '\\n' >> '${folder}/calls'\ncase "$*" in *@-*) cat >> '${folder}/input' ;; esac\n`;
    writeFileSync(join(folder, 'curl'), fake, { mode: 0o700 });
    const ran = spawnSync(shell, { input: `${command}\n`, cwd: folder, env: { ...env, PATH: `${folder}:${env.PATH}` } });
    expect([ran.status, ran.stderr.toString()]).toEqual([0, '']);
    const read = (name: string): string => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '');
    expect(read('calls')).toBe('\n');
    const left = readdirSync(folder).filter((name) => !['curl', 'given', 'calls', 'input'].includes(name));
    return { given: read('given').split('\0').slice(0, -1), input: read('input'), left };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const value = (given: readonly string[], option: string): string | undefined => given[given.indexOf(option) + 1];

/** Hostile texts: shell syntax, options, files, control characters, and sequences that a terminal interprets. */
const stored = [
  'POST; touch left',
  '$(touch left)',
  '`touch left`',
  "'; touch left; '",
  '\\\n touch left',
  '& touch left &',
  '| touch left',
  '> left',
  'x\ntouch left\n',
  '\ntouch left',
  '-K/etc/passwd',
  '--config=left',
  '-oleft',
  '--output=left',
  '@left',
  '@/etc/passwd',
  '!!',
  'a!b',
  '^a^b',
  '\n^a^touch left^',
  '%s%n\\0101',
  '\\',
  'a\\',
  '\x1b[201~\ntouch left\n',
  '\x03\ntouch left\n',
  '\x15\x04\x1a',
  '\t\t',
  '\r',
  '\x7f\u0085\u009b201~',
  '\u2028ü🎉',
  '~ * ? [a] {a,b} # x',
];

describe.each(shells)('in %s, whatever an entry contains', (shell) => {
  test.each(stored)('its method, address, headers and body stay arguments: %j', (text) => {
    const url = `http://127.0.0.1/${text}`;
    const command = asCurl({ method: `X${text}`, url, headers: [['X-Text', text]], body: text });
    // eslint-disable-next-line no-control-regex -- what a terminal interprets when it is pasted
    expect(command).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/);
    const { given, input, left } = argumentsIn(command, shell);
    const onOneLine = text.replaceAll(/[\r\n]/g, ' ');
    expect(left).toEqual([]);
    expect(value(given, '--request')).toBe(`X${onOneLine}`);
    expect(given).toContain(url);
    expect(value(given, '--header')).toBe(`X-Text: ${onOneLine}`);
    expect(given.includes('--data-binary') ? input : value(given, '--data-raw')).toBe(text);
  });

  test.each(stored)('any text as its address stays the URL, limited to http and https: %j', (text) => {
    const { given, left } = argumentsIn(asCurl({ method: text, url: text, headers: [] }), shell);
    expect(left).toEqual([]);
    expect(given.slice(0, 8)).toEqual([
      '--globoff',
      '--path-as-is',
      '--request',
      text.replaceAll(/[\r\n]/g, ' '),
      '--proto',
      '=http,https',
      '--url',
      text,
    ]);
  });

  test.each(['@left', 'a b', 'X\r\nY', 'X:Y', '', '-K', '\u0085'])('leaves out a header with the invalid name %j', (name) => {
    const headers = [
      [name, 'x'],
      ['X-Kept', 'y'],
    ] as const;
    const { given } = argumentsIn(asCurl({ method: 'POST', url: 'http://127.0.0.1/', headers }), shell);
    expect(given.slice(5)).toEqual(
      name === '-K' ? ['--header', '-K: x', '--header', 'X-Kept: y', '--data', ''] : ['--header', 'X-Kept: y', '--data', ''],
    );
  });

  test('keeps NUL, which no argument can contain, only in a body', () => {
    const { given, input } = argumentsIn(asCurl({ method: 'PO\0ST', url: 'http://a/\0b', headers: [['X', 'a\0b']], body: 'a\0b' }), shell);
    expect([value(given, '--request'), given[4], value(given, '--header'), input]).toEqual(['PO ST', 'http://a/b', 'X: a b', 'a\0b']);
  });

  test.each(['GET', 'PUT', 'PATCH', 'DELETE'])('sends a body with %s as well', (method) => {
    const { given } = argumentsIn(asCurl({ method, url: 'http://a/', headers: [], body: '@left' }), shell);
    expect(value(given, '--data-raw')).toBe('@left');
  });
});

test
  .skipIf(!hasCurl)
  .each([
    [{ method: 'POST / HTTP/1.1\r\nHost: x\r\n\r\nGET' }],
    [{ headers: [['X', 'a\r\nContent-Length: 0\r\n\r\nPOST /other HTTP/1.1\r\nHost: x']] as const }],
    [{ headers: [['X\r\n\r\nPOST /other HTTP/1.1\r\nHost', 'x']] as const }],
  ])('no stored text makes a second request: %j', async (changes) => {
  const request = { method: 'POST', headers: [], body: 'x', ...changes, url: `http://127.0.0.1:${port}/only` };
  const came = await run(asCurl(request));
  expect(came).toHaveLength(1);
  expect(came[0]).not.toMatch(/\r?\n(?:POST|GET) /);
  expect(came[0]?.match(/\r\n\r\n/g)).toHaveLength(1);
});

test.skipIf(!hasCurl).each([16 * 1024, 16 * 1024 + 1, 200 * 1024, 3 * 1024 * 1024])(
  'a body of %i bytes',
  async (size) => {
    const line = `{"text":"it's 100% !important! $HOME \`id\` \\n"}\n`;
    const body = line.repeat(Math.ceil(size / line.length)).slice(0, size);
    await expectSame('Orders', body, 'sh');
  },
  60_000,
);

test.skipIf(!hasCurl || !shells.includes('bash'))('an interactive shell expands no history in it', async () => {
  const body = '{"a":"Thanks!"}\n!echo !! \'!x\' !$\nit\'s "fine"!\n^earlier^later^\n^';
  const request = buildSendRequest(`http://127.0.0.1:${port}`, checkedMessage({ command: 'modelNames', body }), placeholderHeaders(false));
  requests = [];
  const child = spawn('bash', ['--norc', '--noprofile', '-i'], { stdio: ['pipe', 'ignore', 'ignore'], env });
  child.stdin.end(`set -o history -o histexpand\necho earlier\n${asCurl(request)}\nexit\n`);
  await once(child, 'close');
  expect(requests.map((one) => one.slice(one.indexOf('\r\n\r\n') + 4))).toEqual([body]);
});
