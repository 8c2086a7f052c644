/** Lowers the priority of child processes, so that the main process and the page get the processor first. */
import { constants, setPriority } from 'node:os';
import { reportFailure } from '../shared/base/report-failure.ts';

/**
 * Call this first in a child process. On Linux it affects the calling thread and the threads that it starts later
 * (https://man7.org/linux/man-pages/man2/setpriority.2.html, "C library/kernel differences"), elsewhere the whole process.
 */
export function lowerPriority(): void {
  try {
    setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch (error) {
    // The process works without it, too.
    reportFailure('the priority of a process could not be lowered', error, 'info');
  }
}
