/** For threads beside the main process: whoever waits for the main process or for the page waits less when those have a processor first. */
import { constants, setPriority } from 'node:os';

/**
 * To be called from the thread itself. Only Linux gives one thread a priority
 * (https://man7.org/linux/man-pages/man2/setpriority.2.html, "C library/kernel differences"); elsewhere this does nothing, because all of
 * Keypost would get it.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // The thread works all the same.
  }
}
