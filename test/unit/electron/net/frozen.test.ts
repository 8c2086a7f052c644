/**
 * A response that waits in a socket counts, even if this process was frozen past its timeout. A frozen event loop can't tell whether the
 * process was stopped or the computer slept, so the test blocks it from within. Timers fire first when it continues.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test } from 'vitest';
import { createNodeTransport } from '../../../../electron/net/node-transport.ts';
import type { ExchangeOptions, WireResult } from '../../../../electron/net/transport.ts';
import { certificateFor, temporaryFile, trust, trustsBundles } from './certificate.ts';
import { responseOf, bodyOf, failureOf, send } from './exchange.ts';

const certificate = await certificateFor(['localhost']);
trust(certificate);
const files = { key: temporaryFile('key.pem', certificate.key), cert: temporaryFile('cert.pem', certificate.cert) };

/** Runs in a separate process, which continues while this one is blocked. */
const server = `
  const { readFileSync } = require('node:fs');
  const [kind, response, more, files] = JSON.parse(process.argv[1]);
  const take = (socket) => {
    socket.on('error', () => {});
    socket.once('data', () => { if (response !== null) socket.end(Buffer.from(response + 'x'.repeat(more), 'latin1')); });
  };
  const { createServer } = require(kind === 'tls' ? 'node:tls' : 'node:net');
  const server = kind === 'tls'
    ? createServer({ key: readFileSync(files.key), cert: readFileSync(files.cert) }, take)
    : createServer(take);
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

let child: ChildProcess | undefined;
afterEach(() => child?.kill());

async function serve(kind: 'tcp' | 'tls', response: string | null, more = 0): Promise<string> {
  child = spawn(process.execPath, ['-e', server, JSON.stringify([kind, response, more, files])], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.stdout === null) throw new Error('no output');
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string];
  return kind === 'tls' ? `https://localhost:${port}` : `http://127.0.0.1:${port}`;
}

/** Blocks the event loop, like a stopped process. */
const freeze = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

const timeoutMs = 400;

function exchange(url: string, options: Partial<ExchangeOptions>): Promise<WireResult> {
  const transport = createNodeTransport(() => Promise.resolve('DIRECT'));
  return transport.exchange(send(url), { timeoutMs, connectTimeoutMs: timeoutMs, signal: new AbortController().signal, ...options });
}

/**
 * The request has to have left, without a response yet, when the event loop is blocked. Timers have to fire first afterwards: an immediate
 * is the last phase before them.
 */
const freezeOnceItLeft = (): void => void setImmediate(() => setImmediate(() => freeze(3 * timeoutMs)));

const kinds = trustsBundles ? (['tcp', 'tls'] as const) : (['tcp'] as const);

describe.each(kinds)('over %s', (kind) => {
  test.each([
    ['short', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n', 1],
    ['that ends with the connection', 'HTTP/1.1 200 OK\r\n\r\n', 1],
    ['large', 'HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n', 1_000_000],
  ])('a response that was there in time is read before the timeout takes effect: %s', async (_, response, size) => {
    const result = await exchange(await serve(kind, response, size), { onHandOver: freezeOnceItLeft });
    expect([responseOf(result).status, bodyOf(result).length]).toEqual([200, size]);
  });

  test('without a response it times out', async () => {
    const result = failureOf(await exchange(await serve(kind, null), { onHandOver: freezeOnceItLeft }));
    expect(result).toMatchObject({ sent: 'maybe', cause: 'timeout', partial: null });
  });

  test('keeps the part of an incomplete response', async () => {
    const url = await serve(kind, 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n0');
    const result = failureOf(await exchange(url, { onHandOver: freezeOnceItLeft }));
    expect(result).toMatchObject({ sent: 'maybe', cause: 'cutAnswer', partial: { status: 200 } });
  });

  test('sends nothing after the timeout, although the connection opened in the meantime', async () => {
    const url = await serve(kind, 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n0');
    const left: string[] = [];
    const going = exchange(url, { onHandOver: () => left.push('left') });
    freeze(3 * timeoutMs);
    expect(failureOf(await going)).toMatchObject({ sent: 'no', cause: 'connectTimeout' });
    expect(left).toEqual([]);
  });
});
