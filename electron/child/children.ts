/** All child processes that run, so that they can be ended together. */
import type { Child, StartChild } from './child.ts';
import { waitUntilEnded } from './wait-until-ended.ts';

export interface Children {
  start: StartChild;
  /**
   * Ends all that run, and returns when the system has taken their files back, after two seconds at most. Whoever waits for one of them hears
   * of its end later, and may start another.
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
