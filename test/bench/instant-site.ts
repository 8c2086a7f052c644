/** A server on loopback that accepts every send at once and answers no read, and knows how long it took for a send. */
import { once } from 'node:events';
import { createServer, type Socket, type AddressInfo } from 'node:net';

export interface AnsweringSite {
  url: string;
  /** Milliseconds from a send's first byte to its answer's last one, in the order of the sends. */
  readonly took: readonly number[];
  /** When the first byte of the last send came, on the clock of `performance.now()`. */
  readonly cameAt: number;
  /** Reads of a contact that came; as with all reads, their connections stay open without an answer. */
  readonly lookUps: number;
  close: () => Promise<void>;
}

const answer = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1\r\nConnection: close\r\n\r\n0';

export async function startAnsweringSite(): Promise<AnsweringSite> {
  const took: number[] = [];
  let [sendCameAt, lookUps] = [0, 0];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    let head = '';
    let cameAt = 0;
    socket.on('data', (chunk: Buffer) => {
      if (head === '') cameAt = performance.now();
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      if (head.startsWith('GET ')) {
        if (head.startsWith('GET /rest/subscribers/')) lookUps++;
        return;
      }
      sendCameAt = cameAt;
      socket.end(answer, () => took.push(performance.now() - cameAt));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    took,
    get cameAt() {
      return sendCameAt;
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
