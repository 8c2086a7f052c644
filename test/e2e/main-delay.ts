/** For how long the main process was not there for anything else. */
import type { ElectronApplication } from '@playwright/test';

/** A timer of this many milliseconds goes off late by as much as the process was held. */
const tickMs = 5;

/** The most milliseconds by which a tick was late, while the job was done. */
export async function longestDelay(app: ElectronApplication, job: () => Promise<unknown>): Promise<number> {
  await app.evaluate((_, every) => {
    const watch = { longest: 0, timer: undefined as NodeJS.Timeout | undefined };
    let last = performance.now();
    watch.timer = setInterval(() => {
      const now = performance.now();
      watch.longest = Math.max(watch.longest, now - last - every);
      last = now;
    }, every);
    Reflect.set(globalThis, 'mainWatch', watch);
  }, tickMs);
  await job();
  return app.evaluate(() => {
    const { longest, timer } = Reflect.get(globalThis, 'mainWatch') as { longest: number; timer: NodeJS.Timeout };
    clearInterval(timer);
    return longest;
  });
}

/** Milliseconds that the main process itself takes to parse a page of so many objects like this one. */
export const parseTime = (app: ElectronApplication, object: object, count: number): Promise<number> =>
  app.evaluate(
    (_, page) => {
      const bytes = new TextEncoder().encode(`[${Array.from({ length: page.count }, () => page.text).join()}]`);
      const startedAt = performance.now();
      JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
      return performance.now() - startedAt;
    },
    { text: JSON.stringify(object), count },
  );
