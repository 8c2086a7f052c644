/** The reader's thread: answers questions, and keeps the index up with the log in between. */
import { parentPort, workerData } from 'node:worker_threads';
import { giveWay } from './give-way.ts';
import { LogReading } from './log-reading.ts';
import { answering } from './reader-answers.ts';
import type { FromReader, ReaderFiles, ToReader } from './reader-messages.ts';

giveWay();
const port = parentPort;
if (port === null) throw new Error('the reader runs in a thread');
const files = workerData as ReaderFiles;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const tell = (message: FromReader): void => {
  port.postMessage(message);
};
const receive = answering(new LogReading(files.log, files.index, turn), turn, tell);
port.on('message', (message: ToReader) => {
  receive(message);
});
receive('written');
