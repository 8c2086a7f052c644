/** Child processes as Electron starts them. To be used once the app is ready. */
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
      return notStarted(events.exit);
    }
  };

function childOf(started: UtilityProcess, { message, exit }: Parameters<StartChild>[1]): Child {
  const ended = new Promise<void>((resolve) => {
    started.once('exit', () => {
      resolve();
      exit();
    });
  });
  started.on('message', (received: unknown) => {
    if (!receiveFailureReport(received)) message(received);
  });
  // V8 gave up, for want of memory say; `exit` follows. Without a listener the error would be thrown here, in the main process.
  started.on('error', () => undefined);
  return {
    get pid() {
      return started.pid;
    },
    post: (sent) => {
      started.postMessage(sent);
    },
    kill: () => {
      // Before it runs there is nothing to kill yet.
      if (started.pid === undefined) started.once('spawn', () => started.kill());
      else started.kill();
      return ended;
    },
  };
}

/** The caller has to have the child before it is notified of its end. */
function notStarted(exit: () => void): Child {
  const ended = Promise.resolve().then(exit);
  return { pid: undefined, post: () => undefined, kill: () => ended };
}
