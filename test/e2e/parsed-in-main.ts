/** What the main process parses by itself: while it parses a long text, it is there for nothing else. */
import type { ElectronApplication } from '@playwright/test';

/** Characters of the longest text that main parsed as JSON while the job was done. */
export async function longestParsed(app: ElectronApplication, job: () => Promise<unknown>): Promise<number> {
  await app.evaluate(() => {
    const parse = JSON.parse.bind(JSON);
    const watch = { longest: 0, parse };
    JSON.parse = (text: string, reviver) => {
      watch.longest = Math.max(watch.longest, text.length);
      return parse(text, reviver) as unknown;
    };
    Reflect.set(globalThis, 'parseWatch', watch);
  });
  await job();
  return app.evaluate(() => {
    const { longest, parse } = Reflect.get(globalThis, 'parseWatch') as { longest: number; parse: typeof JSON.parse };
    JSON.parse = parse;
    return longest;
  });
}
