/** Start to usable form: a long log against an empty one. */
import { ratioRow, type Figure } from '../figure.ts';
import { inTurn } from '../pairs.ts';
import { startKeypost } from '../piped-window.ts';

const pairs = 10;

export const start: Figure = {
  name: 'start',
  measure: async (stage) => {
    const [long, empty] = [stage.longHome(), stage.newHome()];
    const measured = await inTurn(
      pairs,
      () => startMs(long),
      () => startMs(empty),
    );
    const what = 'start to usable form, long log against an empty one';
    return [ratioRow({ what, bound: { most: 1.05 } }, { a: 'long log', b: 'empty log', unit: 'ms' }, measured)];
  },
};

async function startMs(home: string): Promise<number> {
  const window = await startKeypost(home);
  await window.end();
  return window.startMs;
}
