/** The frames that the page draws, and the rows of the log in it, during an action. */
import type { Page } from '@playwright/test';

export interface Frames {
  /** Milliseconds from each frame to the next. */
  gaps: readonly number[];
  /** The most rows that were in the page at once. */
  rows: number;
}

export async function framesWhile(page: Page, action: () => Promise<unknown>): Promise<Frames> {
  await page.evaluate(record);
  try {
    await action();
  } finally {
    await page.evaluate(() => Reflect.set(globalThis, 'benchStops', true));
  }
  return (await page.evaluate(() => Reflect.get(globalThis, 'benchFrames') as unknown)) as Frames;
}

/** Frames of an idle page, to compare with. */
export const idleFrames = (page: Page, ms: number): Promise<Frames> => framesWhile(page, () => page.waitForTimeout(ms));

/** Runs in the page. */
function record(): void {
  const frames = { gaps: [] as number[], rows: 0 };
  Reflect.set(globalThis, 'benchFrames', frames);
  Reflect.set(globalThis, 'benchStops', false);
  let last = performance.now();
  const next = (): void => {
    const now = performance.now();
    frames.gaps.push(now - last);
    last = now;
    frames.rows = Math.max(frames.rows, document.querySelectorAll('[role=row]').length);
    if (Reflect.get(globalThis, 'benchStops') !== true) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}
