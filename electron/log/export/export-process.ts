/** The process that writes an export. It receives the order as its only message, and posts progress and the result. */
import { parentOfThis } from '../../child/parent.ts';
import { lowerPriority } from '../../child/lower-priority.ts';
import { logErrorText } from '../database/log-errors.ts';
import type { ExportMessage } from './run-export.ts';
import { writeExport, type ExportOrder } from './write-export.ts';

const parent = parentOfThis();
const post = (message: ExportMessage): void => parent.post(message);

lowerPriority();
parent.listen((order) => {
  try {
    // To stop the export, the parent kills this process.
    const entries = writeExport(order as ExportOrder, { stopped: () => false, progress: (done, total) => post({ done, total }) });
    post({ entries });
  } catch (error) {
    post({ problem: logErrorText(error) });
  }
});
