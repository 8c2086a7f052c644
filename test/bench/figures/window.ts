/** Start to usable form against a bare window of the same runtime. */
import { ratioRow, type Figure } from '../figure.ts';
import { inTurn } from '../pairs.ts';
import { startBareWindow, startKeypost, type PipedWindow } from '../piped-window.ts';

const pairs = 10;

export const window: Figure = {
  name: 'window',
  measure: async (stage) => {
    const home = stage.longHome();
    const measured = await inTurn(
      pairs,
      () => startMs(() => startKeypost(home)),
      () => startMs(startBareWindow),
    );
    const what = 'start to usable form, long log, against a bare window';
    return [ratioRow({ what, bound: { most: 1.3 } }, { a: 'Keypost', b: 'bare window', unit: 'ms' }, measured)];
  },
};

async function startMs(open: () => Promise<PipedWindow>): Promise<number> {
  const window = await open();
  await window.end();
  return window.startMs;
}
