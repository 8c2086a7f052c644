/** The reader's process: runs queries, and in between keeps the index up to date. */
import { parentOfThis } from '../../child/parent.ts';
import { lowerPriority } from '../../child/lower-priority.ts';
import { LogQueryService } from './log-query-service.ts';
import { createQueryQueue } from './query-queue.ts';
import type { OpenReader, ToReader } from './reader-protocol.ts';

const parent = parentOfThis();
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

let receive: ((message: ToReader) => void) | null = null;

lowerPriority();
parent.listen((message) => {
  if (receive !== null) {
    receive(message as ToReader);
    return;
  }
  const { open } = message as OpenReader;
  receive = createQueryQueue(new LogQueryService(open.log, open.index, turn), turn, (response) => parent.post(response));
  receive('written');
});
