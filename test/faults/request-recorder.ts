/**
 * The wire referee: a raw TCP or TLS server that keeps every byte it reads, counts the requests among them, and misbehaves
 * as it is told. It knows no HTTP library, so that nothing tidies up what really came. One referee a case, each with its own port.
 */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { setTimeout as pause } from 'node:timers/promises';
import type { Certificate } from './certificates.ts';
import { loopback } from './loopback.ts';

export type Bytes = string | Uint8Array;

/** What a referee does with one request. */
export interface Act {
  /** How much of the request it reads first; of `half` it never reads the rest. */
  reads: 'nothing' | 'half' | 'whole';
  /** Pieces that it says, a moment apart. A string stands for bytes, one a character. */
  says?: readonly Bytes[];
  /** Said again and again afterwards, until the other side goes. */
  endlessly?: Bytes;
  /** `drop`: the connection goes without TLS having said that it ends. */
  then: 'keep' | 'close' | 'reset' | 'drop';
}

/** What is said in place of a handshake: it never gets as far as a request. */
export type Handshake = 'cut' | 'silent' | 'http' | 'greeting' | { alert: number };

export interface RefereeOptions {
  /** One act a request, in their order; after the last one they begin again from the first. */
  acts: readonly Act[];
  certificate?: Certificate;
  /** The protocols it speaks, for the TLS handshake. */
  protocols?: readonly string[];
  handshake?: Handshake;
  /** Wants a certificate of whoever asks, in this version of TLS. */
  clientCertificate?: 'TLSv1.2' | 'TLSv1.3';
}

const halfOfRequest = 60;
const betweenPiecesMs = 40;

export class Referee {
  readonly #server: Server;
  readonly #options: RefereeOptions;
  readonly #sockets = new Set<Socket>();
  /** What each connection brought, in the order in which they were made; one character a byte. */
  readonly heard: string[] = [];
  #acted = 0;

  private constructor(options: RefereeOptions) {
    this.#options = options;
    this.#server = createServer({ pauseOnConnect: true }, (socket) => {
      this.#meet(socket);
    });
  }

  static async start(options: RefereeOptions): Promise<Referee> {
    const referee = new Referee(options);
    referee.#server.listen(0, loopback);
    await once(referee.#server, 'listening');
    return referee;
  }

  /** `host:port` */
  get address(): string {
    return `${loopback}:${this.port}`;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** POST requests that arrived, wholly or in part. */
  get posts(): number {
    return this.requests.filter((request) => 'POST '.startsWith(request.slice(0, 5))).length;
  }

  /** The head of everything that arrived, wholly or in part. Requests have no body, so an empty line ends each. */
  get requests(): string[] {
    return this.heard.flatMap((bytes) => bytes.split('\r\n\r\n')).filter((request) => request !== '');
  }

  /** How often a header of that name arrived. */
  headers(name: string): number {
    return this.heard.join('\r\n').match(new RegExp(`^${name}:`, 'gim'))?.length ?? 0;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }

  #meet(raw: Socket): void {
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

  /** `raw` is the connection below the TLS: only that can be reset. */
  #listen(socket: Socket, raw: Socket): void {
    const index = this.heard.push('') - 1;
    let unread = '';
    if (this.#next().reads === 'nothing') return this.#act(socket, raw);
    socket.on('data', (chunk: Buffer) => {
      const act = this.#next();
      const bytes = chunk.toString('latin1').slice(0, act.reads === 'half' ? halfOfRequest : undefined);
      this.heard[index] = `${this.heard[index] ?? ''}${bytes}`;
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
    if (!act) throw new Error('a referee needs an act');
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
    // The other side may break off as it likes: what it had said by then is what counts.
    socket.on('error', () => undefined);
  }
}

function inPlaceOf(handshake: Exclude<Handshake, 'cut' | 'silent'>): Uint8Array {
  if (handshake === 'http') return Buffer.from('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
  if (handshake === 'greeting') return Buffer.from('220 mail.test ESMTP\r\n');
  // A fatal alert (RFC 8446, 6).
  return Uint8Array.from([21, 3, 3, 0, 2, 2, handshake.alert]);
}

async function perform({ says = [], endlessly, then }: Act, socket: Socket, raw: Socket): Promise<void> {
  for (const [index, piece] of says.entries()) {
    if (index > 0) await pause(betweenPiecesMs);
    socket.write(piece, 'latin1');
  }
  while (endlessly !== undefined && !socket.destroyed && socket.writable) {
    socket.write(endlessly, 'latin1');
    await pause(betweenPiecesMs / 4);
  }
  if (then === 'keep') return;
  if (then === 'close') {
    if (says.length > 0) socket.end();
    else socket.destroy();
    return;
  }
  // A reset would overtake what was said.
  if (says.length > 0) await pause(betweenPiecesMs);
  if (then === 'drop') raw.destroy();
  else raw.resetAndDestroy();
}
