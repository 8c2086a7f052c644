/** Measures for how long the main process was blocked. */
import type { ElectronApplication } from '@playwright/test';

/** A timer with this interval fires late by as much as the process was blocked. */
const tickMs = 2;

/** Milliseconds by which each tick was late during the action. */
export async function delaysWhile(app: ElectronApplication, action: () => Promise<unknown>): Promise<number[]> {
  await app.evaluate((_, every) => {
    const delays: number[] = [];
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      delays.push(Math.max(0, now - last - every));
      last = now;
    }, every);
    Reflect.set(globalThis, 'benchDelays', { delays, timer });
  }, tickMs);
  try {
    await action();
  } finally {
    await app.evaluate(() => clearInterval((Reflect.get(globalThis, 'benchDelays') as { timer: NodeJS.Timeout }).timer));
  }
  return app.evaluate(() => (Reflect.get(globalThis, 'benchDelays') as { delays: number[] }).delays);
}
