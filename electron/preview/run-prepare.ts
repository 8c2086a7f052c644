/** Starts the thread that prepares a template, and listens to it. */
import { Worker } from 'node:worker_threads';
import type { PreparedTemplate, PrepareInput } from './prepare.ts';

/** A template, `null` where the answer holds none, or no end: it took too long, needed too much memory, or was no longer wanted. */
export type PrepareResult = { ended: true; template: PreparedTemplate | null } | { ended: false };
export type Prepare = (order: PrepareInput, signal: AbortSignal) => Promise<PrepareResult>;

/** Milliseconds. A template of 10 MB takes some seconds; one that is made to take for ever is given up. */
const timeLimitMs = 30_000;
const memoryLimitMb = 1024;

/** No memory that Node shares among buffers is larger. */
const sharedBytes = 64 * 1024;

/** `script` is the file that `prepare-worker.ts` is built into. */
export const prepareInThread =
  (script: string): Prepare =>
  ({ response }, signal) => {
    if (signal.aborted) return Promise.resolve({ ended: false });
    const { body } = response;
    // Handed over instead of copied: only small ones share their memory with others.
    const own = body.buffer instanceof ArrayBuffer && body.buffer.byteLength > sharedBytes ? [body.buffer] : [];
    const worker = new Worker(script, {
      workerData: { response: { ...response, headers: [] } } satisfies PrepareInput,
      transferList: own,
      resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
    });
    return new Promise((resolve) => {
      const end = (result: PrepareResult): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        resolve(result);
        void worker.terminate();
      };
      const stop = (): void => end({ ended: false });
      const timer = setTimeout(stop, timeLimitMs);
      signal.addEventListener('abort', stop, { once: true });
      worker.on('message', (template: PreparedTemplate | null) => end({ ended: true, template }));
      worker.on('error', stop);
      worker.on('exit', stop);
    });
  };
