/** Closing Keypost during a long task on the log: it exits at once, cleanly, and leaves nothing half done. */
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { openSqlite } from '../../electron/log/database/sqlite.ts';
import { indexLog } from '../bench/index-log.ts';
import { makeLog } from '../bench/many-sends.ts';
import { expect, test } from './keypost.ts';
import { stubSaveDialog, LogTools } from './pages/log-tools.ts';

const entries = 60_000;
/** The most milliseconds that closing may take. */
const promptMs = 5000;
let made = '';

test.beforeAll(() => {
  test.setTimeout(180_000);
  made = mkdtempSync(join(tmpdir(), 'keypost-quit-'));
  makeLog(made, entries);
  cpSync(made, `${made}-indexed`, { recursive: true });
  indexLog(`${made}-indexed`);
});
test.afterAll(() => {
  for (const folder of [made, `${made}-indexed`]) rmSync(folder, { recursive: true, force: true });
});

/** Keypost's child processes, by the names that the main process gave them. */
const processesOf = async (app: ElectronApplication): Promise<{ pid: number; name: string }[]> =>
  app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().flatMap(({ pid, name = '' }) => (name.startsWith('Keypost ') ? [{ pid, name }] : [])),
  );

/** CPU time in hundredths of a second; `null` if the process has ended. */
function ticksOf(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return fields[0] === 'Z' ? null : Number(fields[11]);
  } catch {
    return null;
  }
}

/** Waits until the process of that name uses CPU time. */
async function atWork(app: ElectronApplication, name: string): Promise<void> {
  let pid = 0;
  await expect.poll(async () => (pid = (await processesOf(app)).find((one) => one.name === name)?.pid ?? 0)).toBeGreaterThan(0);
  const before = ticksOf(pid) ?? 0;
  await expect.poll(() => ticksOf(pid) ?? 0, { intervals: [10] }).toBeGreaterThan(before + 3);
}

/** Closes the window, and checks the exit code, the time, and that no process is left. */
async function quit(app: ElectronApplication): Promise<void> {
  const pids = (await processesOf(app)).map(({ pid }) => pid);
  const ended = once(app.process(), 'exit');
  const startedAt = performance.now();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => undefined);
  const [code, signal] = (await ended) as [number | null, string | null];
  expect({ code, signal }).toEqual({ code: 0, signal: null });
  expect(performance.now() - startedAt).toBeLessThan(promptMs);
  await expect.poll(() => pids.filter((pid) => ticksOf(pid) !== null)).toEqual([]);
}

/** Checks that the log is intact and that no WAL is left beside it. */
function expectWhole(home: string): void {
  const file = join(home, 'log.sqlite');
  const database = openSqlite(file, { readOnly: true });
  expect(database.prepare('PRAGMA quick_check').all()).toEqual([{ quick_check: 'ok' }]);
  expect(database.prepare('SELECT count(*) AS n FROM entry').get()).toEqual({ n: entries });
  database.close();
}

test.describe(() => {
  test.skip(process.platform !== 'linux', 'reads /proc, which only Linux has');

  test('closes while a long log is indexed', async ({ start, home }) => {
    cpSync(made, home, { recursive: true });
    const { app, shell } = await start();
    await shell.goTo('Log');
    await atWork(app, 'Keypost log-reader');
    await quit(app);
    expectWhole(home);
  });

  test('closes while the log is searched and counted', async ({ start, home }) => {
    cpSync(`${made}-indexed`, home, { recursive: true });
    const { app, shell, log } = await start();
    await shell.goTo('Log');
    await expect(log.count).toHaveText(/sends$/);
    await log.search.fill('s o a');
    await atWork(app, 'Keypost log-reader');
    await quit(app);
    expectWhole(home);
  });

  test('closes while the log is exported', async ({ start, home, folder }) => {
    cpSync(`${made}-indexed`, home, { recursive: true });
    const { app, page, shell } = await start();
    await stubSaveDialog(app, join(folder, 'all.csv'));
    await shell.goTo('Log');
    const tools = new LogTools(page);
    await tools.choose('Export…');
    await tools.button('Export…').click();
    await expect.poll(() => existsSync(join(folder, 'all.csv.part')), { intervals: [5] }).toBe(true);
    await quit(app);
    expect(readdirSync(folder).filter((name) => name.startsWith('all.csv'))).toEqual([]);
    expectWhole(home);
  });

  test('closes while the log is backed up', async ({ start, home, folder }) => {
    cpSync(`${made}-indexed`, home, { recursive: true });
    const { app, page, shell } = await start();
    const part = join(folder, 'copy.sqlite.part');
    await stubSaveDialog(app, join(folder, 'copy.sqlite'));
    await shell.goTo('Log');
    await new LogTools(page).choose('Back up…');
    await expect.poll(() => statSync(part, { throwIfNoEntry: false })?.size ?? 0, { intervals: [2] }).toBeGreaterThan(0);
    await quit(app);
    expect(readdirSync(folder).filter((name) => name.startsWith('copy.sqlite'))).toEqual([]);
    expectWhole(home);
  });

  test('restarts a killed reader process without anything on screen', async ({ start, home }) => {
    cpSync(`${made}-indexed`, home, { recursive: true });
    const { app, shell, log } = await start();
    await shell.goTo('Log');
    await expect(log.count).toHaveText(/sends$/);
    const [reader] = (await processesOf(app)).filter(({ name }) => name === 'Keypost log-reader');
    process.kill(reader?.pid ?? 0, 'SIGKILL');
    await log.search.fill('zzzz-nobody');
    await expect(log.count).toHaveText('No sends found');
    await quit(app);
  });
});
