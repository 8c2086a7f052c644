/** Starts a thread that reads one page, and listens to it. */
import { Worker } from 'node:worker_threads';
import type { CatalogKind, CatalogPage } from '../whatcounts/catalog.ts';
import type { WireAnswer } from '../whatcounts/transport.ts';
import type { ReadPage } from './read-page.ts';

export interface PageOrder {
  kind: CatalogKind;
  answer: WireAnswer;
}

/** `script` is the file that `page-worker.ts` is built into. A thread that fails, for want of memory, has found no page. */
export const pageInThread =
  (script: string): ReadPage =>
  (kind, answer) =>
    new Promise((resolve) => {
      const body = ownBytes(answer.body);
      const order: PageOrder = { kind, answer: { ...answer, body } };
      const worker = new Worker(script, { workerData: order, transferList: [body.buffer] });
      worker.on('message', (page: CatalogPage | null) => {
        resolve(page);
      });
      const failed = (): void => {
        resolve(null);
      };
      worker.on('error', failed);
      worker.on('exit', failed);
      // Its end is no reason to stay.
      worker.unref();
    });

/** Bytes that share their memory with others can't be given away. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength ? new Uint8Array(buffer) : new Uint8Array(bytes);
}
