/**
 * A raw TCP or TLS server that records every byte it reads, counts the requests among them, and misbehaves as the test sets it. It
 * uses no HTTP library, which could hide what was really sent. Each fault has its own recorder with its own port.
 */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { setTimeout as pause } from 'node:timers/promises';
import type { Certificate } from './certificates.ts';
import { loopback } from './loopback.ts';

export type Bytes = string | Uint8Array;

/** What the recorder does with one request. */
export interface Act {
  /** How much of the request it reads first; with `half` it never reads the rest. */
  reads: 'nothing' | 'half' | 'whole';
  /** Pieces that it writes, a moment apart. A string stands for bytes, one for each character. */
  writes?: readonly Bytes[];
  /** Written over and over afterwards, until the connection is closed. */
  endlessly?: Bytes;
  /** `drop`: closes the connection without the closure alert of TLS (close_notify). */
  then: 'keep' | 'close' | 'reset' | 'drop';
}

/** What it does instead of a TLS handshake, so that no request is made. */
export type Handshake = 'cut' | 'silent' | 'http' | 'greeting' | { alert: number };

export interface RequestRecorderOptions {
  /** One act for each request, in order, starting over after the last. */
  acts: readonly Act[];
  certificate?: Certificate;
  /** The protocols that it offers in the TLS handshake (ALPN). */
  protocols?: readonly string[];
  handshake?: Handshake;
  /** Requires a client certificate, in this version of TLS. */
  clientCertificate?: 'TLSv1.2' | 'TLSv1.3';
}

const halfOfRequest = 60;
const betweenPiecesMs = 40;

export class RequestRecorder {
  readonly #server: Server;
  readonly #options: RequestRecorderOptions;
  readonly #sockets = new Set<Socket>();
  /** The bytes of each connection, in the order in which they were made; one character for each byte. */
  readonly received: string[] = [];
  #acted = 0;

  private constructor(options: RequestRecorderOptions) {
    this.#options = options;
    this.#server = createServer({ pauseOnConnect: true }, (socket) => {
      this.#accept(socket);
    });
  }

  static async start(options: RequestRecorderOptions): Promise<RequestRecorder> {
    const recorder = new RequestRecorder(options);
    recorder.#server.listen(0, loopback);
    await once(recorder.#server, 'listening');
    return recorder;
  }

  /** `host:port` */
  get address(): string {
    return `${loopback}:${this.port}`;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The number of POST requests that arrived, completely or in part. */
  get posts(): number {
    return this.requests.filter((request) => 'POST '.startsWith(request.slice(0, 5))).length;
  }

  /** The head of every request that arrived, completely or in part. Requests have no body, so an empty line ends each. */
  get requests(): string[] {
    return this.received.flatMap((bytes) => bytes.split('\r\n\r\n')).filter((request) => request !== '');
  }

  /** How many headers of that name arrived. */
  headers(name: string): number {
    return this.received.join('\r\n').match(new RegExp(`^${name}:`, 'gim'))?.length ?? 0;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(raw: Socket): void {
    const { certificate, protocols, handshake, clientCertificate } = this.#options;
    this.#keep(raw);
    if (handshake === 'silent') return;
    if (handshake !== undefined) {
      raw.once('data', () => (handshake === 'cut' ? raw.destroy() : raw.end(inPlaceOf(handshake))));
      raw.resume();
      return;
    }
    if (!certificate) return this.#listen(raw, raw);
    const secure = new TLSSocket(raw, {
      isServer: true,
      secureContext: createSecureContext({
        ...certificate,
        ...(clientCertificate && { minVersion: clientCertificate, maxVersion: clientCertificate }),
      }),
      ...(clientCertificate && { requestCert: true, rejectUnauthorized: true }),
      ...(protocols ? { ALPNProtocols: [...protocols] } : {}),
    });
    this.#keep(secure);
    secure.once('secure', () => this.#listen(secure, raw));
  }

  /** `raw` is the connection under TLS, because only that can be reset. */
  #listen(socket: Socket, raw: Socket): void {
    const index = this.received.push('') - 1;
    let unread = '';
    if (this.#next().reads === 'nothing') return this.#act(socket, raw);
    socket.on('data', (chunk: Buffer) => {
      const act = this.#next();
      const bytes = chunk.toString('latin1').slice(0, act.reads === 'half' ? halfOfRequest : undefined);
      this.received[index] = `${this.received[index] ?? ''}${bytes}`;
      unread += bytes;
      if (act.reads === 'whole' && !unread.includes('\r\n\r\n')) return;
      unread = '';
      if (act.reads === 'half') socket.pause();
      this.#act(socket, raw);
    });
    socket.resume();
  }

  #next(): Act {
    const act = this.#options.acts[this.#acted % this.#options.acts.length];
    if (!act) throw new Error('a request recorder needs an act');
    return act;
  }

  #act(socket: Socket, raw: Socket): void {
    const act = this.#next();
    this.#acted += 1;
    void perform(act, socket, raw);
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    // The other side may break off: what it sent until then is recorded.
    socket.on('error', () => undefined);
  }
}

function inPlaceOf(handshake: Exclude<Handshake, 'cut' | 'silent'>): Uint8Array {
  if (handshake === 'http') return Buffer.from('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
  if (handshake === 'greeting') return Buffer.from('220 mail.test ESMTP\r\n');
  // A fatal alert (RFC 8446, 6).
  return Uint8Array.from([21, 3, 3, 0, 2, 2, handshake.alert]);
}

async function perform({ writes = [], endlessly, then }: Act, socket: Socket, raw: Socket): Promise<void> {
  for (const [index, piece] of writes.entries()) {
    if (index > 0) await pause(betweenPiecesMs);
    socket.write(piece, 'latin1');
  }
  while (endlessly !== undefined && !socket.destroyed && socket.writable) {
    socket.write(endlessly, 'latin1');
    await pause(betweenPiecesMs / 4);
  }
  if (then === 'keep') return;
  if (then === 'close') {
    if (writes.length > 0) socket.end();
    else socket.destroy();
    return;
  }
  // A reset at once would discard what was written.
  if (writes.length > 0) await pause(betweenPiecesMs);
  if (then === 'drop') raw.destroy();
  else raw.resetAndDestroy();
}
