/** An address on loopback that never accepts a connection: a listening socket whose backlog is full. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { loopback } from './loopback.ts';

/** Listens, reports its port, and blocks its thread for ever, so that it accepts nothing. */
const listener = `
  const { createServer } = require('node:net');
  const { parentPort, workerData } = require('node:worker_threads');
  const server = createServer();
  server.listen({ port: 0, host: workerData, backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

export interface FullBacklog {
  port: number;
  close(): Promise<void>;
}

export async function fillBacklog(): Promise<FullBacklog> {
  const worker = new Worker(listener, { eval: true, workerData: loopback });
  const [port] = (await once(worker, 'message')) as [number];
  const fillers = Array.from({ length: 6 }, () => connect(port, loopback));
  for (const filler of fillers) filler.on('error', () => undefined);
  await pause(100);
  return {
    port,
    close: async () => {
      fillers.forEach((filler: Socket) => filler.destroy());
      await worker.terminate();
    },
  };
}
