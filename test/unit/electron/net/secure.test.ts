/** A TLS connection ends together with the one below it, and no received byte is lost. Real TLS, in both versions. */
import { once } from 'node:events';
import * as net from 'node:net';
import * as tls from 'node:tls';
import { generate } from 'selfsigned';
import { describe, expect, onTestFinished, test } from 'vitest';
import { secure } from '../../../../electron/net/secure.ts';
import { certificateFor, trust, trustsBundles, type Certificate } from './certificate.ts';
import { wireServer } from './wire-server.ts';

const certificate = await certificateFor(['localhost']);
trust(certificate);

async function connected(port: number): Promise<net.Socket> {
  const raw = net.connect({ host: '127.0.0.1', port });
  onTestFinished(() => void raw.destroy());
  await once(raw, 'connect');
  return raw;
}

const securedOn = (raw: net.Socket): Promise<tls.TLSSocket> => secure(raw, 'localhost', new AbortController().signal);

/** A site that supports one version of TLS and runs a callback once a connection is secured. */
async function site(version: tls.SecureVersion, then: (socket: tls.TLSSocket, raw: net.Socket) => void = () => undefined) {
  let below: net.Socket | undefined;
  const server = tls.createServer({ ...certificate, minVersion: version, maxVersion: version }, (socket) => {
    socket.on('error', () => undefined);
    if (below) then(socket, below);
  });
  server.on('connection', (socket: net.Socket) => {
    below = socket;
    socket.on('error', () => undefined);
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    below?.destroy();
    server.close();
  });
  return { port: (server.address() as net.AddressInfo).port, below: () => below };
}

/** Resolves when the socket closes, with an error or without. */
const closeOf = (socket: net.Socket): Promise<void> => new Promise((resolve) => void socket.once('close', () => resolve()));

const turnsOfTheLoop = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe.skipIf(!trustsBundles).each(['TLSv1.2', 'TLSv1.3'] as const)('in %s', (version) => {
  test.each([
    ['is just gone', (raw: net.Socket) => void raw.destroy()],
    ['is ended', (raw: net.Socket) => void raw.end()],
  ])('bytes received before the connection below %s can still be read, however late', async (_, breakOff) => {
    const { port } = await site(version, (socket, below) => void socket.write('hello', () => breakOff(below)));
    const raw = await connected(port);
    const socket = await securedOn(raw);
    const closed = closeOf(socket);
    if (!raw.closed) await closeOf(raw);
    await turnsOfTheLoop();
    expect(socket.destroyed).toBe(false);
    expect(String(socket.read())).toBe('hello');
    await closed;
  });

  test('its end closes the connection below', async () => {
    const { port } = await site(version);
    const raw = await connected(port);
    const socket = await securedOn(raw);
    socket.destroy();
    if (!raw.closed) await closeOf(raw);
    expect(raw.destroyed).toBe(true);
  });

  test.each([
    ['an error', new Error('unplugged')],
    ['no error', undefined],
  ])('ends with the connection below, with %s', async (_, error) => {
    const { port } = await site(version);
    const raw = await connected(port);
    const socket = await securedOn(raw);
    const closed = closeOf(socket);
    raw.destroy(error);
    await closed;
    expect([socket.destroyed, socket.errored ?? undefined]).toEqual([true, error]);
  });

  test('keeps a reset of the connection below as the reason', async () => {
    const { port, below } = await site(version);
    const socket = await securedOn(await connected(port));
    const closed = closeOf(socket);
    below()?.resetAndDestroy();
    await closed;
    expect(socket.errored).toMatchObject({ code: 'ECONNRESET', syscall: 'read' });
  });
});

/** Signed by `ca`, or by itself. */
async function signed(name: string, ca: Certificate | null, isAuthority: boolean): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ...(ca && { ca }),
    extensions: [
      { name: 'basicConstraints', cA: isAuthority },
      { name: 'subjectAltName', altNames: [{ type: 2, value: name }] },
    ],
  });
  return { key: made.private, cert: made.cert };
}

test('an unknown authority is reported by the name at the end of the chain', async () => {
  const root = await signed('Acme root', null, true);
  const between = await signed('Acme between', root, true);
  const leaf = await signed('localhost', between, false);
  const { port } = await wireServer({ certificate: { ...leaf, cert: `${leaf.cert}\n${between.cert}` } });
  await expect(securedOn(await connected(port))).rejects.toMatchObject({
    reason: 'tls',
    problem: { code: 'connection.unknownAuthority', params: { issuer: 'Acme root' } },
  });
});
