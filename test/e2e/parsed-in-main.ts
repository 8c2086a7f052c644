/** Measures what the main process parses itself: while it parses a long text, it can't do anything else. */
import type { ElectronApplication } from '@playwright/test';

/** The length of the longest text that the main process parsed as JSON during `action`. */
export async function longestParsed(app: ElectronApplication, action: () => Promise<unknown>): Promise<number> {
  await app.evaluate(() => {
    const parse = JSON.parse.bind(JSON);
    const watch = { longest: 0, parse };
    JSON.parse = (text: string, reviver) => {
      watch.longest = Math.max(watch.longest, text.length);
      return parse(text, reviver) as unknown;
    };
    Reflect.set(globalThis, 'parseWatch', watch);
  });
  await action();
  return app.evaluate(() => {
    const { longest, parse } = Reflect.get(globalThis, 'parseWatch') as { longest: number; parse: typeof JSON.parse };
    JSON.parse = parse;
    return longest;
  });
}
