/** A raw server on loopback for the crash test: records the customer keys of requests, and responds at once, late or never. */
import { once } from 'node:events';
import { createServer, type Socket, type AddressInfo } from 'node:net';

export interface CrashSite {
  url: string;
  /** The customer key of each request, in the order in which the requests came. */
  readonly requested: readonly string[];
  /** Keys whose response was written completely. */
  readonly responded: ReadonlySet<string>;
  /** Calls `act` once, at the next connection, request or response. Replaces an earlier call. */
  onNext(moment: 'connection' | 'request' | 'response' | null, act?: () => void): void;
  close(): Promise<void>;
}

const response = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n0';
const lateMs = 40;

export async function startCrashSite(): Promise<CrashSite> {
  const requested: string[] = [];
  const responded = new Set<string>();
  let awaited: string | null = null;
  let act: () => void = () => undefined;
  const happened = (moment: string): void => {
    if (moment !== awaited) return;
    awaited = null;
    act();
  };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    happened('connection');
    let head = '';
    socket.on('data', (chunk: Buffer) => {
      head += chunk.toString('latin1');
      // Half a request counts, too, because a server may act on it.
      const key = /^POST \S+\/([^/?\s]+)\?/.exec(head)?.[1];
      if (key === undefined) return;
      head = '';
      requested.push(key);
      happened('request');
      const respond = (): void => {
        responded.add(key);
        socket.end(response);
        happened('response');
      };
      if (key.endsWith('now')) respond();
      if (key.endsWith('late')) setTimeout(respond, lateMs);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requested,
    responded,
    onNext: (moment, then = () => undefined) => {
      awaited = moment;
      act = then;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
