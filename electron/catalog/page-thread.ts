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
      const order: PageOrder = { kind, answer };
      const { buffer } = answer.body;
      const transferList = buffer instanceof ArrayBuffer ? [buffer] : [];
      const worker = new Worker(script, { workerData: order, transferList });
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
