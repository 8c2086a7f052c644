/** For how long the main process works on the log without a break: in SQLite, and at making text of what the page asked for. */
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { projectFolder } from '../e2e/environment.ts';

/** Milliseconds between two pieces of work that still count as one: what lies between them is made of what was read. */
const togetherMs = 2;

/** Milliseconds of each stretch while the job was done, by the wall clock: waiting for the disk or for a processor is in it. */
export async function logStretchesWhile(app: ElectronApplication, job: () => Promise<unknown>): Promise<number[]> {
  await app.evaluate(listen, { from: join(projectFolder, 'out/app/main.cjs'), togetherMs });
  await job();
  return app.evaluate(() => (Reflect.get(globalThis, 'benchStretches') as { from: number; to: number }[]).map(({ from, to }) => to - from));
}

type Method = (...values: unknown[]) => unknown;

/** Runs in the main process, once: its SQLite is the module that Keypost itself has loaded. */
function listen(_: unknown, { from, togetherMs: together }: { from: string; togetherMs: number }): void {
  const stretches: { from: number; to: number }[] = [];
  const heard = (owner: object, name: string): void => {
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
  // Electron's own `require` is nowhere to be seen from here, and of its entry module only this knows.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what is to be used instead is a variable of modules
  const { createRequire } = process.mainModule?.require('node:module') as typeof import('node:module');
  type Engine = { DatabaseSync: new (file: string) => { prepare: (sql: string) => object; close: () => void } };
  const { DatabaseSync } = createRequire(from)('@photostructure/sqlite') as Engine;
  const memory = new DatabaseSync(':memory:');
  const statement = Object.getPrototypeOf(memory.prepare('SELECT 1')) as object;
  memory.close();
  for (const name of ['exec', 'prepare']) heard(DatabaseSync.prototype as object, name);
  for (const name of ['run', 'get', 'all']) heard(statement, name);
  heard(JSON, 'stringify');
  Reflect.set(globalThis, 'benchStretches', stretches);
}
