/** A TLS server on loopback that records every byte it receives and responds as the test sets it. An HTTP library would hide bytes. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { createServer, type TLSSocket } from 'node:tls';
import { generate } from 'selfsigned';

export interface RecordingSite {
  /** `https://localhost:port` */
  url: string;
  host: string;
  /** File with the certificate to trust, for `SSL_CERT_FILE`. */
  certificateFile: string;
  /** Every request other than GET, with its body, byte for byte: what may have sent a message. */
  requests: string[];
  /** The head of every GET. */
  reads: string[];
  /** The bytes of the next responses; `null`: it doesn't respond. */
  response: string | null;
  /** Milliseconds before the response to a request other than GET; 0 at first. */
  delayMs: number;
  /** GET requests that wait for a response on an open connection. */
  readonly openReads: number;
  /** Where it is set, it gives the responses to GET requests by their path, instead of `response`. */
  serveRead?: (path: string) => string | null;
  /** Writes these bytes to every connection that still waits. */
  respondToWaiting(bytes: string): void;
  close(): Promise<void>;
}

/** Whether the body has arrived, too. */
function isWhole(request: string): boolean {
  const end = request.indexOf('\r\n\r\n');
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(request)?.[1] ?? 0);
  return end >= 0 && request.length >= end + 4 + length;
}

export const acceptedResponse = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n0';

export function jsonResponse(value: unknown, status = '200 OK'): string {
  const body = Buffer.from(JSON.stringify(value), 'utf8');
  return `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.toString('latin1')}`;
}

export async function startRecordingSite(folder: string): Promise<RecordingSite> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  const certificateFile = join(folder, 'site.pem');
  writeFileSync(certificateFile, cert);

  const sockets = new Set<TLSSocket>();
  const waiting = new Set<TLSSocket>();
  const server = createServer({ key, cert }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let head = '';
    socket.on('data', (chunk: Buffer) => {
      head += chunk.toString('latin1');
      if (!isWhole(head)) return;
      const read = /^GET (\S+)/.exec(head)?.[1];
      (read === undefined ? site.requests : site.reads).push(head);
      head = '';
      const response = read !== undefined && site.serveRead ? site.serveRead(read) : site.response;
      const delayMs = read === undefined ? site.delayMs : 0;
      if (response !== null && delayMs > 0) setTimeout(() => socket.end(response, 'latin1'), delayMs);
      else if (response !== null) socket.end(response, 'latin1');
      else if (read !== undefined) waiting.add(socket.once('close', () => waiting.delete(socket)));
    });
  });
  server.on('tlsClientError', () => undefined);
  // Also those whose handshake isn't finished: the server would wait for them when it closes.
  const connections = new Set<Socket>();
  server.on('connection', (connection: Socket) => connections.add(connection.once('close', () => connections.delete(connection))));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const site: RecordingSite = {
    url: `https://localhost:${port}`,
    host: `localhost:${port}`,
    certificateFile,
    requests: [],
    reads: [],
    response: acceptedResponse,
    delayMs: 0,
    get openReads() {
      return waiting.size;
    },
    respondToWaiting: (bytes) => {
      for (const socket of sockets) if (socket.writable) socket.end(bytes, 'latin1');
    },
    close: async () => {
      const closed = once(server.close(), 'close');
      for (const connection of connections) connection.destroy();
      await closed;
    },
  };
  return site;
}
