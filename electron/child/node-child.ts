/** Starts child processes with Node, for tests and benchmarks, where there is no Electron. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { StartChild } from './child.ts';
import { receiveFailureReport } from './failure-message.ts';

/** `folder`: where the scripts are. */
export const nodeChildren =
  (folder: string): StartChild =>
  (name, { onMessage, onExit }) => {
    const child = fork(join(folder, `${name}.cjs`), [], { serialization: 'advanced', execArgv: [] });
    const ended = new Promise<void>((resolve) => {
      const end = (): void => {
        resolve();
        onExit();
      };
      child.once('exit', end);
      // It could not be started, or its pipe broke because it has ended.
      child.on('error', () => {
        if (child.pid === undefined) end();
      });
    });
    child.on('message', (received: unknown) => {
      if (!receiveFailureReport(received)) onMessage(received);
    });
    // Don't keep this process alive for the child.
    child.unref();
    child.channel?.unref();
    return {
      get pid() {
        return child.pid;
      },
      post: (sent) => {
        if (child.connected) child.send(sent as object);
      },
      kill: () => {
        child.kill('SIGKILL');
        return ended;
      },
    };
  };
