/** Prepares a template in a worker thread. */
import { Worker } from 'node:worker_threads';
import type { PreparedTemplate, PrepareInput } from './prepare.ts';

/**
 * The template, or `null` if the response has none. `ended` is false if preparing took too long, needed too much memory, or was cancelled.
 */
export type PrepareResult = { ended: true; template: PreparedTemplate | null } | { ended: false };
export type Prepare = (order: PrepareInput, signal: AbortSignal) => Promise<PrepareResult>;

/** Time limit in milliseconds. A template of 10 MB takes a few seconds; a malicious one could take forever. */
const timeLimitMs = 30_000;
const memoryLimitMb = 1024;

/** Larger than any memory pool that Node shares among buffers. */
const sharedBytes = 64 * 1024;

/** `script`: the file that `prepare-worker.ts` is built into. */
export const prepareInThread =
  (script: string): Prepare =>
  ({ response }, signal) => {
    if (signal.aborted) return Promise.resolve({ ended: false });
    const { body } = response;
    // Transfer a large buffer instead of copying it; small ones may share their memory with others.
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
