/** The page has no privileges: tests try from inside it what it must not be able to do. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { electronArgs, electronPath, projectFolder } from './environment.ts';
import { expect, shared, test } from './keypost.ts';

interface Window {
  keypost: { call: (command: unknown, input: unknown) => Promise<string> };
}

/** For tests that neither send nor save anything. */
const openShared = shared();

test('the bridge refuses unknown commands and invalid inputs', async () => {
  const { page } = await openShared();
  const results = await page.evaluate(async () => {
    const { keypost } = globalThis as unknown as Window;
    return [
      await keypost.call('accounts.readSecret', { id: 'x' }),
      await keypost.call('__proto__', null),
      await keypost.call({ toString: () => 'app.state' }, null).catch(() => '"refused"'),
      await keypost.call('log.entry', { id: 'one' }),
      await keypost.call('send.press', { pressId: 'x', message: null, consent: null }),
    ];
  });
  expect(results.map((result) => JSON.parse(result) as unknown)).toMatchObject([
    { ok: false, error: { code: 'unknownCommand' } },
    { ok: false, error: { code: 'unknownCommand' } },
    'refused',
    { ok: false, error: { code: 'badInput' } },
    { ok: false, error: { code: 'badInput' } },
  ]);
});

test('the page has no Node, no network, no eval, and its bridge is frozen', async () => {
  const { page } = await openShared();
  const found = await page.evaluate(async () => {
    const tries: Record<string, unknown> = {
      process: typeof (globalThis as Record<string, unknown>)['process'],
      require: typeof (globalThis as Record<string, unknown>)['require'],
      frozen: Object.isFrozen((globalThis as unknown as Window).keypost),
    };
    tries['fetch'] = await fetch('https://example.com').then(
      () => 'went out',
      () => 'refused',
    );
    // In a separate task, because code that Playwright runs directly may evaluate strings.
    tries['eval'] = await new Promise((resolve) =>
      setTimeout(() => {
        try {
          resolve((0, eval)('1 + 1'));
        } catch {
          resolve('refused');
        }
      }),
    );
    tries['open'] = window.open('https://example.com') === null ? 'refused' : 'opened';
    tries['permission'] = await navigator.permissions.query({ name: 'geolocation' }).then((status) => status.state);
    return tries;
  });
  expect(found).toEqual({
    process: 'undefined',
    require: 'undefined',
    frozen: true,
    fetch: 'refused',
    eval: 'refused',
    open: 'refused',
    permission: 'denied',
  });
});

test('the page can be led nowhere else', async () => {
  const { app, page } = await openShared();
  await app.evaluate(({ BrowserWindow }) => {
    const tried: { url: string; refused: boolean }[] = [];
    Reflect.set(globalThis, 'tried', tried);
    // Keypost's listener was added first, so it has already decided when this one runs.
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-navigate', (event, url) => tried.push({ url, refused: event.defaultPrevented }));
  });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.com/';
    document.body.append(link);
    link.click();
    link.remove();
  });
  const tried = () => app.evaluate(() => Reflect.get(globalThis, 'tried') as unknown);
  await expect.poll(tried).toEqual([{ url: 'https://example.com/', refused: true }]);
  // Chromium itself refuses to open a file, so an attempt of another kind follows.
  await page.evaluate(() => {
    location.href = 'file:///etc/hosts';
  });
  await page.evaluate(() => {
    location.href = 'https://example.com/2';
  });
  await expect.poll(tried).toContainEqual({ url: 'https://example.com/2', refused: true });
  expect(await tried()).not.toContainEqual(expect.objectContaining({ refused: false }));
  expect(page.url()).toMatch(/^app:\/\/keypost\/index\.html/);
});

test('a second start brings the first window to the front and exits', async ({ start }) => {
  const { app, home } = await start();
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.minimize();
  });
  const second = spawn(electronPath, [...electronArgs, projectFolder], { env: { ...process.env, KEYPOST_HOME: home }, stdio: 'ignore' });
  await once(second, 'exit');
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => !window.isMinimized() && window.isVisible())),
    )
    .toEqual([true]);
});

test('the window comes back in the size it had', async ({ start }) => {
  const first = await start();
  await first.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 960, height: 640 });
  });
  await expect.poll(() => first.page.evaluate(() => window.innerWidth)).toBe(960);
  await first.app.close();
  const second = await start({ home: first.home });
  const bounds = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(bounds).toMatchObject({ width: 960, height: 640 });
});
