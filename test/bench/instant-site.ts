/** A server on loopback that accepts every send at once, never responds to a GET, and measures how long it took for a send. */
import { once } from 'node:events';
import { createServer, type Socket, type AddressInfo } from 'node:net';

export interface InstantSite {
  url: string;
  /** Milliseconds from the first byte of a send to the last byte of its response, in the order of the sends. */
  readonly durationsMs: readonly number[];
  /** When the first byte of the last send was received, by `performance.now()`. */
  readonly receivedAt: number;
  /** The number of GETs of a contact. As with every GET, their connections stay open without a response. */
  readonly lookUps: number;
  close: () => Promise<void>;
}

const response = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1\r\nConnection: close\r\n\r\n0';

export async function startInstantSite(): Promise<InstantSite> {
  const durationsMs: number[] = [];
  let [sendReceivedAt, lookUps] = [0, 0];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    let head = '';
    let receivedAt = 0;
    socket.on('data', (chunk: Buffer) => {
      if (head === '') receivedAt = performance.now();
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      if (head.startsWith('GET ')) {
        if (head.startsWith('GET /rest/subscribers/')) lookUps++;
        return;
      }
      sendReceivedAt = receivedAt;
      socket.end(response, () => durationsMs.push(performance.now() - receivedAt));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    durationsMs,
    get receivedAt() {
      return sendReceivedAt;
    },
    get lookUps() {
      return lookUps;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
