/** Starts child processes with Electron. Use it only when the app is ready. */
import { join } from 'node:path';
import { utilityProcess, type UtilityProcess } from 'electron';
import { reportFailure } from '../shared/base/report-failure.ts';
import type { Child, StartChild } from './child.ts';
import { receiveFailureReport } from './failure-message.ts';

/** `folder`: where the scripts are. */
export const electronChildren =
  (folder: string): StartChild =>
  (name, events) => {
    try {
      return childOf(utilityProcess.fork(join(folder, `${name}.cjs`), [], { serviceName: `Keypost ${name}` }), events);
    } catch (error) {
      reportFailure('a child process could not be started', error);
      return notStarted(events.onExit);
    }
  };

function childOf(started: UtilityProcess, { onMessage, onExit }: Parameters<StartChild>[1]): Child {
  const ended = new Promise<void>((resolve) => {
    started.once('exit', () => {
      resolve();
      onExit();
    });
  });
  started.on('message', (received: unknown) => {
    if (!receiveFailureReport(received)) onMessage(received);
  });
  // Emitted when V8 fails, for example for lack of memory; `onExit` follows. Without a listener the error would be thrown here, in the main
  // process.
  started.on('error', () => undefined);
  return {
    get pid() {
      return started.pid;
    },
    post: (sent) => {
      started.postMessage(sent);
    },
    kill: () => {
      // Until the process has started there is nothing to kill.
      if (started.pid === undefined) started.once('spawn', () => started.kill());
      else started.kill();
      return ended;
    },
  };
}

/** Calls `exit` later, because the caller needs the child before it is notified of its exit. */
function notStarted(exit: () => void): Child {
  const ended = Promise.resolve().then(exit);
  return { pid: undefined, post: () => undefined, kill: () => ended };
}
