/** A raw server on loopback for the crash test: keeps which customer keys came, and answers at once, late or never. */
import { once } from 'node:events';
import { createServer, type Socket, type AddressInfo } from 'node:net';

export interface CrashSite {
  url: string;
  /** Customer keys in the order in which their requests came, each as often as it came. */
  readonly came: readonly string[];
  /** Keys whose answer was handed over whole. */
  readonly answered: ReadonlySet<string>;
  /** Calls once, when the next connection, request or answer happens, in the place of whatever waited before. */
  next(moment: 'connection' | 'request' | 'answer' | null, act?: () => void): void;
  close(): Promise<void>;
}

const answer = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n0';
const lateMs = 40;

export async function startCrashSite(): Promise<CrashSite> {
  const came: string[] = [];
  const answered = new Set<string>();
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
      // Half a request is one that may have been taken.
      const key = /^POST \S+\/([^/?\s]+)\?/.exec(head)?.[1];
      if (key === undefined) return;
      head = '';
      came.push(key);
      happened('request');
      const reply = (): void => {
        answered.add(key);
        socket.end(answer);
        happened('answer');
      };
      if (key.endsWith('now')) reply();
      if (key.endsWith('late')) setTimeout(reply, lateMs);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    came,
    answered,
    next: (moment, then = () => undefined) => {
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
