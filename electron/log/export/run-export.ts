/** Starts the process that writes an export, and listens to it. */
import type { StartChild } from '../../child/child.ts';
import type { TaskRun, TaskSignals } from './task-signals.ts';
import type { ExportOrder } from './write-export.ts';

/** How far it has come, how it ended (`null`: stopped), or why it failed. */
export type ExportMessage = { done: number; total: number | null } | { entries: number | null } | { trouble: string };

/** A process that dies is started once more, from the beginning. */
const tries = 2;

/** Never rejects. Of an export that was stopped, and of one that failed, a part may be left. */
export const exportInChild =
  (start: StartChild) =>
  async (order: ExportOrder, { stop, progress }: TaskSignals): Promise<TaskRun> => {
    for (let n = 1; n <= tries; n += 1) {
      const run = await runOnce(start, order, { stop, progress });
      if (run !== null) return run;
      if (stop.aborted) return { entries: null };
    }
    return { trouble: 'its process ended too early' };
  };

/** `null` where the process ended without a result. */
function runOnce(start: StartChild, order: ExportOrder, { stop, progress }: TaskSignals): Promise<TaskRun | null> {
  if (stop.aborted) return Promise.resolve(null);
  return new Promise((resolve) => {
    const kill = (): void => void child.kill();
    let run: TaskRun | null = null;
    const child = start('log-export', {
      message: (received) => {
        const message = received as ExportMessage;
        if ('done' in message) {
          progress(message.done, message.total);
          return;
        }
        run = message;
        kill();
      },
      exit: () => {
        stop.removeEventListener('abort', kill);
        resolve(run);
      },
    });
    stop.addEventListener('abort', kill);
    child.post(order);
  });
}
