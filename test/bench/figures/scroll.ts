/** Scrolling through the whole log by keyboard, wheel and dragging. */
import type { Keypost } from '../../e2e/keypost.ts';
import { withKeypost } from '../driven-app.ts';
import { worstRow, type Figure, type Row } from '../figure.ts';
import { framesWhile, idleFrames, type Frames } from '../frames.ts';
import { rows } from '../to-pixels.ts';

export const scroll: Figure = {
  name: 'scroll',
  measure: (stage) =>
    withKeypost(stage.longHome(), async (keypost) => {
      await keypost.shell.goTo('Log');
      await keypost.page.locator(rows).first().waitFor();
      const idle = await idleFrames(keypost.page, 2000);
      const ways = { keyboard: byKeyboard, wheel: byWheel, dragging: byDragging };
      const found: Row[] = [];
      const all: Frames[] = [];
      for (const [name, way] of Object.entries(ways)) {
        const frames = await framesWhile(keypost.page, () => way(keypost));
        all.push(frames);
        const note = `without scrolling ${Math.round(Math.max(...idle.gaps))} ms`;
        found.push(worstRow({ what: `longest frame while scrolling by ${name}`, unit: 'ms', bound: { most: 50 }, note }, frames.gaps));
      }
      const most = all.map((frames) => frames.rows);
      return [...found, worstRow({ what: 'row elements in the page', unit: 'rows', bound: { most: 60 } }, most)];
    }),
};

async function byKeyboard({ page }: Keypost): Promise<void> {
  await page.locator(rows).first().focus();
  const keys = [
    ...Array<string>(60).fill('ArrowDown'),
    ...Array<string>(60).fill('PageDown'),
    'End',
    ...Array<string>(60).fill('PageUp'),
    'Home',
  ];
  for (const key of keys) await page.keyboard.press(key);
}

async function byWheel({ page }: Keypost): Promise<void> {
  await page.locator(rows).first().hover();
  for (const distance of [120, 1200, 12_000, -1200]) {
    for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(0, distance);
  }
}

/** Drags the thumb of the scrollbar from the first row to the last and back. */
async function byDragging({ page }: Keypost): Promise<void> {
  await page.evaluate(scroller, { toTop: true });
  const { right, top, bottom } = await page.evaluate(scroller, { toTop: false });
  // The thumb has its minimum height for a log of this length.
  const [x, first, last] = [right - 5, top + 8, bottom - 4];
  const steps = 80;
  await page.mouse.move(x, first);
  await page.mouse.down();
  for (let step = 0; step <= steps; step++) await page.mouse.move(x, first + ((last - first) * step) / steps);
  const { part } = await page.evaluate(scroller, { toTop: false });
  for (let step = steps; step >= 0; step--) await page.mouse.move(x, first + ((last - first) * step) / steps);
  await page.mouse.up();
  if (part < 0.5) throw new Error(`the thumb could not be dragged (only ${Math.round(part * 100)} % of the way)`);
}

interface Scroller {
  right: number;
  top: number;
  bottom: number;
  /** The scroll position, from 0 to 1. */
  part: number;
}

/** Runs in the page. Finds the nearest ancestor of a row that scrolls. */
function scroller({ toTop }: { toTop: boolean }): Scroller {
  let element = document.querySelector('[role=row]')?.parentElement ?? null;
  while (element && !/auto|scroll/.test(getComputedStyle(element).overflowY)) element = element.parentElement;
  if (!element) throw new Error('nothing can be scrolled');
  if (toTop) element.scrollTop = 0;
  const { right, top, bottom } = element.getBoundingClientRect();
  return { right, top, bottom, part: element.scrollTop / (element.scrollHeight - element.clientHeight) };
}
