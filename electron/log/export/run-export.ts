/** Starts the process that writes an export, and handles its messages. */
import type { StartChild } from '../../child/child.ts';
import type { TaskRun, TaskSignals } from './task-signals.ts';
import type { ExportOrder } from './write-export.ts';

/** The progress, the result (`null`: stopped), or the reason of the failure. */
export type ExportMessage = { done: number; total: number | null } | { entries: number | null } | { problem: string };

/** An export whose process dies is started once more, from the beginning. */
const maxAttempts = 2;

/** Never rejects. An export that was stopped or that failed may leave its temporary file. */
export const exportInChild =
  (start: StartChild) =>
  async (order: ExportOrder, { stop, progress }: TaskSignals): Promise<TaskRun> => {
    for (let n = 1; n <= maxAttempts; n += 1) {
      const run = await runOnce(start, order, { stop, progress });
      if (run !== null) return run;
      if (stop.aborted) return { entries: null };
    }
    return { problem: 'its process ended too early' };
  };

/** `null` where the process ended without a result. */
function runOnce(start: StartChild, order: ExportOrder, { stop, progress }: TaskSignals): Promise<TaskRun | null> {
  if (stop.aborted) return Promise.resolve(null);
  return new Promise((resolve) => {
    const kill = (): void => void child.kill();
    let run: TaskRun | null = null;
    const child = start('log-export', {
      onMessage: (received) => {
        const message = received as ExportMessage;
        if ('done' in message) {
          progress(message.done, message.total);
          return;
        }
        run = message;
        kill();
      },
      onExit: () => {
        stop.removeEventListener('abort', kill);
        resolve(run);
      },
    });
    stop.addEventListener('abort', kill);
    child.post(order);
  });
}
