/** Child processes as Electron starts them. To be used once the app is ready. */
import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { StartChild } from './child.ts';

/** `folder`: where the scripts are. */
export const electronChildren =
  (folder: string): StartChild =>
  (name, { message, exit }) => {
    const child = utilityProcess.fork(join(folder, `${name}.cjs`), [], { serviceName: `Keypost ${name}` });
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => {
        resolve();
        exit();
      });
    });
    child.on('message', message);
    return {
      get pid() {
        return child.pid;
      },
      post: (sent) => {
        child.postMessage(sent);
      },
      kill: () => {
        // Before it runs there is nothing to kill yet.
        if (child.pid === undefined) child.once('spawn', () => child.kill());
        else child.kill();
        return ended;
      },
    };
  };
