/** Servers on loopback that record every byte they receive and respond as the test decides, without an HTTP library. */
import { once } from 'node:events';
import * as net from 'node:net';
import * as tls from 'node:tls';
import { onTestFinished } from 'vitest';
import type { Certificate } from './certificate.ts';

/** A connection that the server accepted. */
export interface Taken {
  socket: net.Socket;
  /** The bytes received so far, each as one character. */
  bytes: string;
  /** Resolves when the connection is closed; after that `bytes` is complete. */
  closed: Promise<void>;
}

export interface WireServer {
  port: number;
  /** Plain connections, or TLS connections that completed the handshake. */
  taken: Taken[];
  /** The only connection. Waits for its end, and makes sure that no other one is pending. */
  only(): Promise<Taken>;
  /** How many connections were opened, however they ended. */
  opened(): Promise<number>;
}

export interface Behaviour {
  /** For TLS, with HTTP/2 or HTTP/1.1 as the client prefers. */
  certificate?: Certificate;
  host?: string;
  /** Called at once, before anything was read. For TLS it gets the plain connection underneath. */
  connected?: (socket: net.Socket) => void;
  /** Called with the head of a request as soon as that is complete. */
  asked?: (socket: net.Socket, head: string) => void;
}

export async function wireServer(behaviour: Behaviour = {}): Promise<WireServer> {
  const { certificate, host = '127.0.0.1', connected, asked } = behaviour;
  const raw = new Set<net.Socket>();
  const taken: Taken[] = [];
  let opened = 0;
  const take = (socket: net.Socket): void => {
    const closed = new Promise<void>((resolve) => void socket.once('close', () => resolve()));
    const one: Taken = { socket, bytes: '', closed };
    taken.push(one);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      const before = one.bytes.includes('\r\n\r\n');
      one.bytes += chunk.toString('latin1');
      if (!before && one.bytes.includes('\r\n\r\n')) asked?.(socket, one.bytes);
    });
  };
  /** The server's connections to itself: see `fence`. */
  const fences = new Set<{ socket: net.Socket; reached: () => void }>();
  const secure = { ...certificate, ALPNProtocols: ['h2', 'http/1.1'] };
  const server = certificate ? tls.createServer(secure, take) : net.createServer();
  server.on('tlsClientError', () => undefined);
  server.on('connection', (socket: net.Socket) => {
    raw.add(socket);
    socket.on('error', () => undefined);
    const fence = [...fences].find((one) => one.socket.localPort === socket.remotePort);
    if (fence) return fence.reached();
    opened += 1;
    if (!certificate) take(socket);
    connected?.(socket);
  });
  server.listen(0, host);
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of raw) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const port = portOf(server);
  /** Connections are accepted in order, so once this one has arrived, every earlier one has. */
  const fence = async (): Promise<void> => {
    const socket = net.connect({ host, port });
    socket.on('error', () => undefined);
    await new Promise<void>((reached) => void fences.add({ socket, reached }));
    socket.destroy();
  };
  return {
    port,
    taken,
    opened: async () => {
      await fence();
      return opened;
    },
    only: async () => {
      const [first] = taken;
      if (first === undefined) throw new Error('no connection came');
      await first.closed;
      await fence();
      if (opened !== 1) throw new Error(`${opened} connections came`);
      return first;
    },
  };
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return port;
}

function portOf(server: net.Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
