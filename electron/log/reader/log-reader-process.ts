/** The reader's process: answers questions, and keeps the index up with the log in between. */
import { parentOfThis } from '../../child/parent.ts';
import { lowerPriority } from '../../child/lower-priority.ts';
import { LogQueryService } from './log-query-service.ts';
import { answering } from './query-queue.ts';
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
  receive = answering(new LogQueryService(open.log, open.index, turn), turn, (response) => parent.post(response));
  receive('written');
});
