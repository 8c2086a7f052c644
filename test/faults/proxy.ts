/** A proxy that records the CONNECT requests and responds as the test sets it. It doesn't read what passes through a tunnel. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { loopback } from './loopback.ts';

export type ProxyAct =
  | { does: 'tunnel' }
  | { does: 'cut' }
  | { does: 'respond'; bytes: string }
  /** Opens a tunnel only for this value of `Proxy-Authorization`. */
  | { does: 'requireLogin'; authorization: string; challenge: string };

const established = 'HTTP/1.1 200 Connection established\r\n\r\n';
export const loginRequired = (challenge: string): string =>
  `HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: ${challenge}\r\nContent-Length: 0\r\n\r\n`;

const headerValues = (head: string, name: string): string[] =>
  [...head.matchAll(new RegExp(`^${name}: *(.*?)\r$`, 'gim'))].map(([, value]) => value ?? '');

export class Proxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** The head of every CONNECT, as it was received. */
  readonly received: string[] = [];

  private constructor(
    private readonly act: ProxyAct,
    private readonly sitesAt: string,
  ) {
    this.#server = createServer((socket) => {
      this.#keep(socket);
      let head = '';
      const read = (chunk: Buffer): void => {
        head += chunk.toString('latin1');
        if (!head.includes('\r\n\r\n')) return;
        socket.off('data', read).pause();
        this.received.push(head);
        this.#respond(socket, head);
      };
      socket.on('data', read);
    });
  }

  /** `sitesAt`: the loopback address of all sites, whatever their names. */
  static async start(act: ProxyAct, sitesAt = loopback): Promise<Proxy> {
    const proxy = new Proxy(act, sitesAt);
    proxy.#server.listen(0, loopback);
    await once(proxy.#server, 'listening');
    return proxy;
  }

  /** `host:port` */
  get address(): string {
    return `${loopback}:${this.port}`;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The values of a header in all requests that have it, in order. */
  headers(name: string): string[] {
    return this.received.flatMap((head) => headerValues(head, name));
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #respond(socket: Socket, head: string): void {
    const { act } = this;
    if (act.does === 'cut') return void socket.destroy();
    if (act.does === 'respond') return void socket.end(act.bytes, 'latin1');
    if (act.does === 'requireLogin' && headerValues(head, 'Proxy-Authorization').at(-1) !== act.authorization) {
      return void socket.end(loginRequired(act.challenge), 'latin1');
    }
    // Whatever the host name, the site is a recorder on this computer.
    const port = /^CONNECT \S+:(\d+) /.exec(head)?.[1];
    const site = connect(Number(port), this.sitesAt);
    this.#keep(site);
    socket.write(established);
    socket.pipe(site).pipe(socket);
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    // Either side may break off, and the other one then has to be closed, too.
    socket.on('error', () => socket.destroy());
  }
}
