/** For processes beside the main process: what waits for the main process or for the page waits less when those have a processor first. */
import { constants, setPriority } from 'node:os';
import { reportFailure } from '../shared/base/report-failure.ts';

/**
 * To be called first in a process of its own. On Linux it holds for the thread that calls it and for those that this one starts later
 * (https://man7.org/linux/man-pages/man2/setpriority.2.html, "C library/kernel differences"), elsewhere for the whole process.
 */
export function lowerPriority(): void {
  try {
    setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch (error) {
    // The process works all the same.
    reportFailure('the priority of a process could not be lowered', error, 'info');
  }
}
