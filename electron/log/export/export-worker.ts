/** The thread that writes an export. No logic: the order comes with it, and what becomes of it goes back as messages. */
import { parentPort, workerData } from 'node:worker_threads';
import { giveWay } from '../give-way.ts';
import { logTrouble } from '../log-trouble.ts';
import type { ExportMessage, ExportStart } from './run-export.ts';
import { writeExport } from './write-export.ts';

const { order, flag } = workerData as ExportStart;
const stopFlag = new Int32Array(flag);
const tell = (message: ExportMessage): void => parentPort?.postMessage(message);

giveWay();
try {
  const entries = writeExport(order, {
    stopped: () => Atomics.load(stopFlag, 0) !== 0,
    progress: (done, total) => tell({ done, total }),
  });
  tell({ entries });
} catch (error) {
  tell({ trouble: logTrouble(error) });
}
