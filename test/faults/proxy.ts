/** A proxy that keeps what it is asked for and lets through what it is told to. What passes through the tunnel it doesn't look at. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { loopback } from './loopback.ts';

export type ProxyAct =
  | { does: 'tunnel' }
  | { does: 'cut' }
  | { does: 'say'; bytes: string }
  /** Lets through who gives this value of `Proxy-Authorization`. */
  | { does: 'ask'; authorization: string; challenge: string };

const established = 'HTTP/1.1 200 Connection established\r\n\r\n';
export const loginWanted = (challenge: string): string =>
  `HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: ${challenge}\r\nContent-Length: 0\r\n\r\n`;

const headerValues = (head: string, name: string): string[] =>
  [...head.matchAll(new RegExp(`^${name}: *(.*?)\r$`, 'gim'))].map(([, value]) => value ?? '');

export class Proxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** The head of every CONNECT, as it came. */
  readonly heard: string[] = [];

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
        this.heard.push(head);
        this.#answer(socket, head);
      };
      socket.on('data', read);
    });
  }

  /** `sitesAt`: the address of this computer at which all sites are, whatever their names. */
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

  /** Values of a header, in the order in which they came; of requests without it, nothing. */
  headers(name: string): string[] {
    return this.heard.flatMap((head) => headerValues(head, name));
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #answer(socket: Socket, head: string): void {
    const { act } = this;
    if (act.does === 'cut') return void socket.destroy();
    if (act.does === 'say') return void socket.end(act.bytes, 'latin1');
    if (act.does === 'ask' && headerValues(head, 'Proxy-Authorization').at(-1) !== act.authorization) {
      return void socket.end(loginWanted(act.challenge), 'latin1');
    }
    // Whatever name it is asked for, it is a referee on this computer.
    const port = /^CONNECT \S+:(\d+) /.exec(head)?.[1];
    const site = connect(Number(port), this.sitesAt);
    this.#keep(site);
    socket.write(established);
    socket.pipe(site).pipe(socket);
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    // Either side may break off as it likes; the other one then has to learn of it.
    socket.on('error', () => socket.destroy());
  }
}
