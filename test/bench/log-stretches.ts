/** Measures how long the main process works on the log without a break: in SQLite, and in serializing results for the page. */
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { projectFolder } from '../e2e/environment.ts';

/** Milliseconds between two pieces of work that still count as one, because the code between them works on what was read. */
const togetherMs = 2;

/** Milliseconds of each stretch during the action, by the wall clock, which includes waiting for the disk or a CPU. */
export async function logStretchesWhile(app: ElectronApplication, action: () => Promise<unknown>): Promise<number[]> {
  await app.evaluate(listen, { from: join(projectFolder, 'out/app/main.cjs'), togetherMs });
  await action();
  return app.evaluate(() => (Reflect.get(globalThis, 'benchStretches') as { from: number; to: number }[]).map(({ from, to }) => to - from));
}

type Method = (...values: unknown[]) => unknown;

/** Runs in the main process, once. Its SQLite is the module that Keypost has loaded. */
function listen(_: unknown, { from, togetherMs: together }: { from: string; togetherMs: number }): void {
  const stretches: { from: number; to: number }[] = [];
  const measure = (owner: object, name: string): void => {
    const method = Reflect.get(owner, name) as Method;
    const timed = function (this: unknown, ...values: unknown[]): unknown {
      const start = performance.now();
      try {
        return method.apply(this, values);
      } finally {
        const [to, last] = [performance.now(), stretches.at(-1)];
        if (last && start - last.to < together) last.to = to;
        else stretches.push({ from: start, to });
      }
    };
    Reflect.set(owner, name, timed);
  };
  // Electron's `require` isn't available here, and only the entry module gives access to one.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the replacement is only available inside a module
  const { createRequire } = process.mainModule?.require('node:module') as typeof import('node:module');
  type Engine = { DatabaseSync: new (file: string) => { prepare: (sql: string) => object; close: () => void } };
  const { DatabaseSync } = createRequire(from)('@photostructure/sqlite') as Engine;
  const memory = new DatabaseSync(':memory:');
  const statement = Object.getPrototypeOf(memory.prepare('SELECT 1')) as object;
  memory.close();
  for (const name of ['exec', 'prepare']) measure(DatabaseSync.prototype as object, name);
  for (const name of ['run', 'get', 'all']) measure(statement, name);
  measure(JSON, 'stringify');
  Reflect.set(globalThis, 'benchStretches', stretches);
}
