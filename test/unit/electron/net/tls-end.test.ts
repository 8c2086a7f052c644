/** How a response over TLS ends: by a close_notify, or only because the connection was lost. Real TLS, in both versions. */
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer, type SecureVersion, type TLSSocket } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { certificateFor, trust, trustsBundles } from './certificate.ts';
import { responseOf, bodyOf, exchange, failureOf, send, text } from './exchange.ts';

const certificate = await certificateFor(['localhost']);
trust(certificate);

interface Options {
  version: SecureVersion;
  wantsCertificate?: boolean;
  asked: (socket: TLSSocket, raw: Socket) => void;
}

async function site({ version, wantsCertificate = false, asked }: Options): Promise<{ url: string; heard: () => number }> {
  let raw: Socket | undefined;
  let heard = 0;
  const server = createServer({
    ...certificate,
    minVersion: version,
    maxVersion: version,
    requestCert: wantsCertificate,
    rejectUnauthorized: wantsCertificate,
  });
  server.on('tlsClientError', () => undefined);
  server.on('connection', (socket: Socket) => {
    raw = socket;
    socket.on('error', () => undefined);
  });
  server.on('secureConnection', (socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (chunk: Buffer) => {
      heard += chunk.length;
      if (raw) asked(socket, raw);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    raw?.destroy();
    server.close();
  });
  return { url: `https://localhost:${(server.address() as AddressInfo).port}`, heard: () => heard };
}

const untilTheEnd = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n';
const drops = (response: string) => (socket: TLSSocket, raw: Socket) => void socket.write(response, () => raw.destroy());

describe.skipIf(!trustsBundles).each(['TLSv1.2', 'TLSv1.3'] as const)('in %s', (version) => {
  test.each([
    ['0', '0'],
    ['a large body', 'x'.repeat(3_000_000)],
  ])('%s without a length is complete after a close_notify', async (_, body) => {
    const { url } = await site({ version, asked: (socket) => socket.end(untilTheEnd + body) });
    expect(bodyOf(await exchange(send(url))).length).toBe(Math.min(body.length, 1024 * 1024));
  });

  test.each([
    ['the connection is just lost', drops],
    ['it is ended below TLS', (response: string) => (socket: TLSSocket, raw: Socket) => void socket.write(response, () => raw.end())],
    ['it is reset', (response: string) => (socket: TLSSocket, raw: Socket) => void socket.write(response, () => raw.resetAndDestroy())],
  ])('a 0 without a length is not a complete response if %s', async (_, asked) => {
    const { url } = await site({ version, asked: asked(`${untilTheEnd}0`) });
    const failure = failureOf(await exchange(send(url)));
    expect(failure.sent).toBe('maybe');
    // A reset may overtake the bytes sent before it.
    if (failure.cause !== 'reset') {
      expect(failure).toMatchObject({ cause: 'cutAnswer', partial: { status: 200 } });
      expect(text(failure.partial?.body ?? new Uint8Array())).toBe('0');
    }
  });

  test('a large body without a length is not a complete response either', async () => {
    const { url } = await site({ version, asked: drops(untilTheEnd + 'x'.repeat(3_000_000)) });
    expect(failureOf(await exchange(send(url)))).toMatchObject({ sent: 'maybe', cause: 'cutAnswer' });
  });

  test.each([
    ['its length', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n0'],
    ['chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n0\r\n0\r\n\r\n'],
    ['a status that has no body', 'HTTP/1.1 204 No Content\r\n\r\n'],
  ])('a response whose end is marked by %s is complete, however the connection ends', async (_, response) => {
    const { url } = await site({ version, asked: drops(response) });
    expect(responseOf(await exchange(send(url))).truncated).toBe(false);
  });

  test('a server that requires a client certificate has read nothing, although the request may have left', async () => {
    const { url, heard } = await site({ version, wantsCertificate: true, asked: (socket) => socket.end(`${untilTheEnd}0`) });
    const failure = failureOf(await exchange(send(url)));
    // If the end of the connection overtakes the server's refusal, the reason can't be determined.
    if (failure.cause !== 'reset')
      expect(failure).toMatchObject({ sent: 'no', cause: 'tls', problem: { code: 'connection.clientCertificate' } });
    expect(heard()).toBe(0);
  });
});

test.skipIf(!trustsBundles)('a connection that is lost after the beginning of a response is no refusal: the request was read', async () => {
  const { url } = await site({
    version: 'TLSv1.3',
    asked: (socket, raw) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n0', () => raw.destroy()),
  });
  expect(failureOf(await exchange(send(url)))).toMatchObject({ sent: 'maybe', cause: 'cutAnswer' });
});
