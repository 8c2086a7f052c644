/** All child processes that run, so that they can be ended together. */
import type { Child, StartChild } from './child.ts';
import { readFileSync } from 'node:fs';

export interface Children {
  start: StartChild;
  /**
   * Ends all that run, and returns when the system has taken their files back, after two seconds at most. The callers that wait for one of
   * them are notified of its end later, and may start another.
   */
  readonly killAll: () => void;
  /** The same, and from now on a child ends before it begins: Keypost closes. */
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
        message: events.message,
        exit: () => {
          running.delete(child);
          events.exit();
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

/** Milliseconds between two looks, and at most. A killed process takes some milliseconds. */
const lookEveryMs = 2;
const mostMs = 2000;

/**
 * Waits, without giving way to anything else, until these processes, which were killed, hold no file any more. Returns after two seconds at
 * the latest. On macOS at once: there, a file can be renamed or removed while somebody has it open.
 */
function waitUntilEnded(pids: readonly number[]): void {
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
