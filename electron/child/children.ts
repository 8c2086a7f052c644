/** Tracks all running child processes, so that they can be ended together. */
import type { Child, StartChild } from './child.ts';
import { readFileSync } from 'node:fs';

export interface Children {
  start: StartChild;
  /**
   * Kills all running processes, and returns when the system has closed their files, after two seconds at most. A caller that waits for one
   * of them is notified of its exit later, and may start another.
   */
  readonly killAll: () => void;
  /** As `killAll`; from now on every new child is killed at once, because Keypost is closing. */
  readonly close: () => void;
}

export function childrenOf(start: StartChild): Children {
  const running = new Set<Child>();
  let closed = false;
  const killAll = (): void => {
    const pids = [...running].flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
    for (const child of running) void child.kill();
    waitUntilEnded(pids);
  };
  return {
    start: (name, events) => {
      const child = start(name, {
        onMessage: events.onMessage,
        onExit: () => {
          running.delete(child);
          events.onExit();
        },
      });
      running.add(child);
      if (closed) void child.kill();
      return child;
    },
    killAll,
    close: () => {
      closed = true;
      killAll();
    },
  };
}

/** Milliseconds between two checks, and at most in total. A killed process takes a few milliseconds to end. */
const lookEveryMs = 2;
const mostMs = 2000;

/**
 * Blocks until these killed processes hold no file open any more, for two seconds at most. On macOS it returns at once, because there a
 * file can be renamed or removed while somebody has it open.
 */
function waitUntilEnded(pids: readonly number[]): void {
  if (process.platform === 'darwin') return;
  const until = performance.now() + mostMs;
  const pause = new Int32Array(new SharedArrayBuffer(4));
  while (pids.some(runs) && performance.now() < until) Atomics.wait(pause, 0, 0, lookEveryMs);
}

/** On Linux a process that has ended stays in the process list until its parent has collected it. Its files are closed by then. */
function runs(pid: number): boolean {
  try {
    if (process.platform === 'linux') return !/^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
