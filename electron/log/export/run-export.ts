/** Starts the thread that writes an export, and listens to it. */
import { Worker } from 'node:worker_threads';
import { type TaskRun, type TaskSignals } from '../task-signals.ts';
import type { ExportOrder } from './write-export.ts';

export interface ExportStart {
  order: ExportOrder;
  /** One whole number; anything but 0 stops. Shared, because a thread at work hears no messages. */
  flag: SharedArrayBuffer;
}

/** How far it has come, how it ended (`null`: stopped), or why it failed. */
export type ExportMessage = { done: number; total: number | null } | { entries: number | null } | { trouble: string };

/** `script` is the file that `export-worker.ts` is built into. */
export const exportInThread =
  (script: string) =>
  (order: ExportOrder, { stop, progress }: TaskSignals): Promise<TaskRun> => {
    const flag = new SharedArrayBuffer(4);
    const raise = (): number => Atomics.store(new Int32Array(flag), 0, 1);
    stop.addEventListener('abort', raise);
    if (stop.aborted) raise();
    const worker = new Worker(script, { workerData: { order, flag } satisfies ExportStart });
    return new Promise((resolve) => {
      worker.on('message', (message: ExportMessage) => {
        if ('done' in message) progress(message.done, message.total);
        else resolve(message);
      });
      worker.on('error', (error) => {
        resolve({ trouble: error.message });
      });
      worker.on('exit', () => {
        resolve({ trouble: 'its thread ended too early' });
      });
    });
  };
