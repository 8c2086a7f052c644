/** Entry point of the thread that prepares a template. It gets its input as `workerData` and posts the result. */
import { parentPort, workerData } from 'node:worker_threads';
import { lowerPriority } from '../child/lower-priority.ts';
import { prepareTemplate, type PrepareInput } from './prepare.ts';

lowerPriority();
void prepareTemplate(workerData as PrepareInput).then((prepared) => {
  const pages = prepared === null ? [] : [prepared.html, prepared.text].flatMap((page) => (page === null ? [] : [page.bytes.buffer]));
  parentPort?.postMessage(prepared, pages as ArrayBuffer[]);
});
