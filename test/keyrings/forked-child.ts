/** Starts the keychain's child as a plain Node process with its own environment. In the app it is a utility process of Electron. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StartChild } from '../../electron/child/child.ts';

const scriptOf = (name: string): string => fileURLToPath(new URL(`../../out/app/${name}.cjs`, import.meta.url));

export interface ForkedChildren {
  start: StartChild;
  /** All children that were started. */
  all: ChildProcess[];
}

export function forkedChildren(env: NodeJS.ProcessEnv): ForkedChildren {
  const all: ChildProcess[] = [];
  const start: StartChild = (name, { onMessage, onExit }) => {
    const child = fork(scriptOf(name), [], { env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
    const ended = once(child, 'exit').then(onExit);
    all.push(child);
    child.on('message', onMessage);
    // Ignores a message that is sent to a child that has just ended.
    child.on('error', () => undefined);
    return {
      get pid() {
        return child.pid;
      },
      post: (sent) => void child.send(sent as object, () => undefined),
      kill: () => {
        child.kill('SIGKILL');
        return ended;
      },
    };
  };
  return { start, all };
}
