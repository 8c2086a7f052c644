/** Memory of all processes while idle, against a bare window. */
import { setTimeout as wait } from 'node:timers/promises';
import { ratioRow, type Figure } from '../figure.ts';
import { memoryOf } from '../memory.ts';
import { inTurn } from '../pairs.ts';
import { startBareWindow, startKeypost, type PipedWindow } from '../piped-window.ts';

const pairs = 3;
const idleMs = 8000;

export const memory: Figure = {
  name: 'memory',
  measure: async (stage) => {
    const home = stage.longHome();
    const measured = await inTurn(
      pairs,
      () => idleMemory(() => startKeypost(home)),
      () => idleMemory(startBareWindow),
    );
    const what = 'memory of all processes, idle, long log, against a bare window';
    return [ratioRow({ what, bound: { most: 1.5 } }, { a: 'Keypost', b: 'bare window', unit: 'MB' }, measured)];
  },
};

async function idleMemory(open: () => Promise<PipedWindow>): Promise<number> {
  const window = await open();
  await wait(idleMs);
  const megabytes = memoryOf(window.pid);
  await window.end();
  return megabytes;
}
