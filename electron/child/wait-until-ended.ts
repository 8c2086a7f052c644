/** Waits, without giving way to anything else, until processes that were killed hold no file any more. */
import { readFileSync } from 'node:fs';

/** Milliseconds between two looks, and at most. A killed process takes some milliseconds. */
const lookEveryMs = 2;
const mostMs = 2000;

/** Returns after two seconds at the latest. On macOS at once: there, a file can be renamed or removed while somebody has it open. */
export function waitUntilEnded(pids: readonly number[]): void {
  if (process.platform === 'darwin') return;
  const until = performance.now() + mostMs;
  const pause = new Int32Array(new SharedArrayBuffer(4));
  while (pids.some(runs) && performance.now() < until) Atomics.wait(pause, 0, 0, lookEveryMs);
}

/** On Linux a process that has ended stays in the list until its parent has collected it; its files are closed by then. */
function runs(pid: number): boolean {
  try {
    if (process.platform === 'linux') return !/^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
