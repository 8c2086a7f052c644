/** A display of our own, where there is none: an Xvfb server that lives as long as the program that needs it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { BuildError } from './run.mjs';

/** Starts Xvfb on a free display; `name` goes into DISPLAY. */
export async function startDisplay(size = '1600x1000x24') {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const failed = once(server, 'error').then(([error]) => {
    throw new BuildError(`Xvfb could not be started (${error.message}).`);
  });
  const ended = once(server, 'exit').then(() => {
    throw new BuildError('Xvfb ended at once.');
  });
  const [number] = await Promise.race([once(server.stdio[3], 'data'), failed, ended]);
  failed.catch(() => undefined);
  ended.catch(() => undefined);
  return {
    name: `:${String(number).trim()}`,
    stop: async () => {
      const gone = once(server, 'exit');
      server.kill();
      await gone;
    },
  };
}
