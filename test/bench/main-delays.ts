/** For how long the main process was not there for anything else. */
import type { ElectronApplication } from '@playwright/test';

/** A timer of this many milliseconds goes off late by as much as the process was held. */
const tickMs = 2;

/** Milliseconds by which each tick was late, while the job was done. */
export async function delaysWhile(app: ElectronApplication, job: () => Promise<unknown>): Promise<number[]> {
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
    await job();
  } finally {
    await app.evaluate(() => clearInterval((Reflect.get(globalThis, 'benchDelays') as { timer: NodeJS.Timeout }).timer));
  }
  return app.evaluate(() => (Reflect.get(globalThis, 'benchDelays') as { delays: number[] }).delays);
}
