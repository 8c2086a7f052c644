/** A TLS server on loopback that keeps every byte it is sent and answers as the test says. It knows no HTTP library. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer, type TLSSocket } from 'node:tls';
import { generate } from 'selfsigned';

export interface RecordingSite {
  /** `https://localhost:port` */
  url: string;
  host: string;
  /** File with the certificate to trust, for `SSL_CERT_FILE`. */
  certificateFile: string;
  /** Every request that is no read, as it came, with its body: what may have sent something. */
  requests: string[];
  /** The head of every GET. */
  reads: string[];
  /** Bytes to answer the next requests and reads with; `null`: no answer. */
  answer: string | null;
  /** Milliseconds that the answer to a request which is no read takes; 0 at first. */
  delayMs: number;
  /** Reads that wait for an answer on a connection that is still there. */
  readonly openReads: number;
  /** Answers reads in its place, by their path, where it is there. */
  serveRead?: (path: string) => string | null;
  /** Says these bytes to everybody who still waits. */
  answerWaiting(bytes: string): void;
  close(): Promise<void>;
}

/** Whether the body is there as well. */
function isWhole(request: string): boolean {
  const end = request.indexOf('\r\n\r\n');
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(request)?.[1] ?? 0);
  return end >= 0 && request.length >= end + 4 + length;
}

export const acceptedAnswer = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n0';

export function jsonAnswer(value: unknown, status = '200 OK'): string {
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
      const answer = read !== undefined && site.serveRead ? site.serveRead(read) : site.answer;
      const delayMs = read === undefined ? site.delayMs : 0;
      if (answer !== null && delayMs > 0) setTimeout(() => socket.end(answer, 'latin1'), delayMs);
      else if (answer !== null) socket.end(answer, 'latin1');
      else if (read !== undefined) waiting.add(socket.once('close', () => waiting.delete(socket)));
    });
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const site: RecordingSite = {
    url: `https://localhost:${port}`,
    host: `localhost:${port}`,
    certificateFile,
    requests: [],
    reads: [],
    answer: acceptedAnswer,
    delayMs: 0,
    get openReads() {
      return waiting.size;
    },
    answerWaiting: (bytes) => {
      for (const socket of sockets) if (socket.writable) socket.end(bytes, 'latin1');
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return site;
}
