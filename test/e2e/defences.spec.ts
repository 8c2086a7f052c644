/** Each of Electron's defences, tried in real Electron: what a script in the page, or a foreign page, must not be able to do. */
/* eslint-disable @typescript-eslint/no-deprecated -- Keypost serves its schemes in the same way, see schemes.ts */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from './environment.ts';
import { expect, launch, test, type Keypost } from './keypost.ts';
import { asPackaged, namesLookedUp, runInPage, setTraps, webRtcScript, type Traps } from './out-of-page.ts';
import { stubSaveDialog } from './pages/log-tools.ts';

// One Keypost for all of them, and the page as the test before left it: nothing here may change it.
let folder: string;
let traps: Traps;
let keypost: Keypost;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keypost-defences-'));
  traps = await setTraps();
  keypost = await launch(join(folder, 'home'));
  await expect(keypost.send.send).toBeVisible();
});
test.afterAll(async () => {
  await keypost.app.close();
  await traps.close();
  rmSync(folder, { recursive: true, force: true });
});

test('calls from a page of another origin are refused, even with the bridge', async () => {
  const { app } = keypost;
  const preload = join(projectFolder, 'out', 'app', 'preload.cjs');
  const result = await app.evaluate(async ({ BrowserWindow }, preload) => {
    const other = new BrowserWindow({ show: false, webPreferences: { preload } });
    await other.loadURL('data:text/html,<p>x');
    const result = (await other.webContents.executeJavaScript("keypost.call('app.state', null)")) as string;
    other.destroy();
    return JSON.parse(result) as unknown;
  }, preload);
  expect(result).toMatchObject({ ok: false, error: { code: 'wrongSender' } });
});

test('no permission is given, asked for or not, and no device', async () => {
  const { app } = keypost;
  const found = await runInPage(
    app,
    `(async () => {
      const tried = (job) => Promise.resolve().then(job).then((value) => 'got ' + value, (error) => error.name);
      const state = async (name) => (await navigator.permissions.query({ name })).state;
      return {
        check: await Promise.all(['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'].map(state)),
        notification: await Notification.requestPermission(),
        position: await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve(0), ({ code }) => resolve(code))),
        screen: await tried(() => navigator.mediaDevices.getDisplayMedia()),
        clipboard: await tried(() => navigator.clipboard.readText()),
        usb: await tried(() => navigator.usb.requestDevice({ filters: [] })),
        hid: await navigator.hid.requestDevice({ filters: [] }).then(({ length }) => length),
        serial: await tried(() => navigator.serial.requestPort()),
      };
    })()`,
    true,
  );
  expect(found).toEqual({
    check: ['denied', 'denied', 'denied', 'denied', 'denied', 'denied'],
    notification: 'denied',
    position: 1,
    screen: 'NotAllowedError',
    clipboard: 'NotAllowedError',
    usb: 'NotFoundError',
    hid: 0,
    serial: 'NotFoundError',
  });
});

test('a download does not start, and no second window opens', async () => {
  const { app } = keypost;
  await app.evaluate(({ session }) => {
    const downloads: boolean[] = [];
    Reflect.set(globalThis, 'downloads', downloads);
    session.fromPartition('persist:page').on('will-download', (event) => downloads.push(event.defaultPrevented));
  });
  const opened = await runInPage(
    app,
    `(() => {
      const link = document.createElement('a');
      document.body.append(link);
      link.href = URL.createObjectURL(new Blob(['x']));
      link.download = 'x.txt';
      link.click();
      link.removeAttribute('download');
      link.target = '_blank';
      for (const href of ['https://example.com/', 'about:blank', 'app://keypost/index.html']) {
        link.href = href;
        link.click();
      }
      link.remove();
      return ['https://example.com/', 'about:blank', '', location.href, 'preview://message/x'].map((url) => window.open(url));
    })()`,
    true,
  );
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'downloads') as unknown)).toEqual([true]);
  expect(opened).toEqual([null, null, null, null, null]);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('the page stays, wherever a script sends it', async () => {
  const { app, page } = keypost;
  await runInPage(app, "globalThis.marked = 'still here'");
  const before = page.url();
  await runInPage(
    app,
    `(async () => {
      const form = document.createElement('form');
      form.action = 'about:blank';
      document.body.append(form);
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const blob = URL.createObjectURL(new Blob(['<p>x'], { type: 'text/html' }));
      const turn = () => new Promise((resolve) => setTimeout(resolve, 30));
      for (const url of ['about:blank', 'about:blank#x', 'about:srcdoc', 'javascript:document.title="ran"', 'data:text/html,x', blob,
        'https://example.com/', 'file:///etc/hosts', 'app://keypost/other.html', 'preview://message/x/html', 'mailto:a@example.com']) {
        for (const go of [() => (location = url), () => location.replace(url), () => navigation.navigate(url), () => (frame.contentWindow.parent.location = url)]) {
          try { go()?.committed?.catch(() => 0); } catch {}
          await turn();
        }
      }
      form.submit();
      await turn();
      form.remove();
      frame.remove();
    })()`,
    true,
  );
  expect([page.url(), await page.evaluate(() => Reflect.get(globalThis, 'marked') as unknown)]).toEqual([before, 'still here']);
});

test('a page that was left all the same comes back', async () => {
  const { app, page, send } = keypost;
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]
      ?.loadURL('about:blank')
      .catch(() => undefined),
  );
  await expect(send.send).toBeVisible();
  expect(page.url()).toBe('app://keypost/index.html');
});

test('a redirect is not followed, and a frame shows no page of Keypost', async () => {
  const { app } = keypost;
  const found = await app.evaluate(async ({ BrowserWindow, session }) => {
    const { protocol } = session.fromPartition('persist:page');
    protocol.interceptBufferProtocol('app', ({ url }, respond) => {
      const redirect = { statusCode: 302, headers: { Location: 'app://keypost/index.html' } };
      respond({ ...(url.endsWith('/hop') ? redirect : { statusCode: 200 }), mimeType: 'text/html', data: Buffer.from('<p>reached') });
    });
    const other = new BrowserWindow({ show: false, webPreferences: { partition: 'persist:page' } });
    const reached: string[] = [];
    other.webContents.on('did-frame-navigate', (_, url) => reached.push(url));
    const frames = 'data:text/html,<iframe src="app://keypost/index.html"></iframe><iframe src="data:text/html,x"></iframe>';
    await other.loadURL(frames);
    const failed = await other.loadURL('app://keypost/hop').then(
      () => false,
      () => true,
    );
    other.destroy();
    protocol.uninterceptProtocol('app');
    return { failed, reached: reached.map((url) => (url === frames ? 'its frames' : url)) };
  });
  expect(found).toEqual({ failed: true, reached: ['its frames'] });
});

test('no webview is attached, whatever the window allows', async () => {
  const { app } = keypost;
  const found = await app.evaluate(async ({ BrowserWindow, webContents }) => {
    const other = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
    await other.loadURL('data:text/html,<webview src="data:text/html,x"></webview>');
    await other.webContents.executeJavaScript('new Promise((resolve) => setTimeout(resolve, 200))');
    const types = webContents.getAllWebContents().map((one) => one.getType());
    other.destroy();
    return types;
  });
  expect(found).not.toContain('webview');
});

test('a file that is dropped on the page does not take its place', async () => {
  const { page } = keypost;
  const file = join(folder, 'dropped.html');
  writeFileSync(file, '<title>dropped</title>');
  const before = page.url();
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  await expect(page.getByRole('main')).toBeVisible();
  expect(page.url()).toBe(before);
});

test('the page has no Node, no dialogs and no spell checker', async () => {
  const { app } = keypost;
  const found = await app.evaluate(async ({ BrowserWindow, session }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const names = `['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis)`;
    return {
      page: (await contents?.executeJavaScript(names)) as unknown,
      worlds: (await contents?.executeJavaScriptInIsolatedWorld(999, [{ code: names }])) as unknown,
      dialogs: (await contents?.executeJavaScript(`[alert('x'), confirm('x')]`)) as unknown,
      spelling: [
        session.fromPartition('persist:page').isSpellCheckerEnabled(),
        session.fromPartition('persist:page').getSpellCheckerLanguages(),
      ],
    };
  });
  expect(found).toEqual({ page: [], worlds: [], dialogs: [undefined, false], spelling: [false, []] });
});

test('its files have headers against sniffing, and only the user may open its folder', async () => {
  const { app, home } = keypost;
  const headers = await app.evaluate(async ({ session }) =>
    Object.fromEntries((await session.fromPartition('persist:page').fetch('app://keypost/index.html')).headers.entries()),
  );
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-dns-prefetch-control': 'off', 'referrer-policy': 'no-referrer' });
  expect(statSync(home).mode & 0o777).toBe(0o700);
});

test('no datagram, no connection and no name leaves by WebRTC or ahead of a link', async () => {
  const { app } = keypost;
  let makers: unknown;
  const names = await namesLookedUp(app, { file: join(folder, 'net.json'), ending: '.leak.test' }, async () => {
    await runInPage(
      app,
      `for (const rel of ['dns-prefetch', 'preconnect', 'prefetch', 'preload', 'modulepreload', 'prerender', 'icon', 'manifest']) {
        const link = document.createElement('link');
        link.rel = rel;
        link.as = 'image';
        link.href = 'https://' + rel + '.leak.test/';
        document.head.append(link);
      } 0`,
    );
    makers = await runInPage(app, webRtcScript(traps, '.leak.test'));
  });
  expect(makers).toEqual(['undefined', 'undefined', 'function', 'function']);
  expect(traps.counts()).toEqual({ connections: 0, datagrams: 0 });
  expect(names).toEqual([]);
});

test('a script opens no file dialog; a press opens one, once', async () => {
  const { app, page } = keypost;
  const asked = await stubSaveDialog(app, null);
  const backup = "keypost.call('log.backup', null).then((result) => JSON.parse(result).error?.code ?? 'asked')";
  // An earlier test may have left a user gesture that was not used.
  await runInPage(app, backup);
  const before = await asked();
  expect(await runInPage(app, backup, true)).toBe('needsGesture');
  expect(await asked()).toBe(before);
  await page.mouse.click(2, 2);
  expect(await runInPage(app, backup)).toBe('asked');
  expect(await runInPage(app, backup)).toBe('needsGesture');
  await page.keyboard.press('Escape');
  expect(await runInPage(app, backup)).toBe('needsGesture');
  await page.keyboard.press('Shift');
  expect(await runInPage(app, backup)).toBe('asked');
  expect(await asked()).toBe(before + 2);
  // The main process sees no key event from a screen reader, so it asks Chromium about a user gesture.
  await app.evaluate(({ app: electron }) => electron.setAccessibilitySupportEnabled(true));
  expect(await runInPage(app, backup)).toBe('needsGesture');
  await app.evaluate(({ app: electron }) => electron.setAccessibilitySupportEnabled(false));
});

test('a packaged Keypost opens no developer tools, and takes no page from elsewhere', async () => {
  const packaged = await launch(join(folder, 'packaged'), {
    executable: asPackaged(folder),
    env: { KEYPOST_DEV_URL: 'http://127.0.0.1:1' },
  });
  try {
    await expect(packaged.send.send).toBeVisible();
    const found = await packaged.app.evaluate(({ app, BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.openDevTools();
      contents?.toggleDevTools();
      contents?.inspectElement(1, 1);
      return { packaged: app.isPackaged, open: contents?.isDevToolsOpened(), tools: contents?.devToolsWebContents ?? null };
    });
    expect(found).toEqual({ packaged: true, open: false, tools: null });
    expect(packaged.page.url()).toBe('app://keypost/index.html');
  } finally {
    await packaged.app.close();
  }
});

test('Chromium opens no file dialog for a script either', async () => {
  const { app, page } = keypost;
  // What Playwright does in a page counts as a user gesture for some seconds.
  await expect.poll(() => runInPage(app, 'navigator.userActivation.isActive')).toBe(false);
  let choosers = 0;
  page.on('filechooser', () => choosers++);
  const found = await runInPage(
    app,
    `(async () => {
      const input = document.createElement('input');
      input.type = 'file';
      document.body.append(input);
      input.click();
      const tried = (job) => Promise.resolve().then(job).then(() => 'opened', (error) => error.name);
      const all = [() => input.showPicker(), () => showOpenFilePicker(), () => showSaveFilePicker(), () => showDirectoryPicker()];
      const results = await Promise.all(all.map(tried));
      input.remove();
      return results;
    })()`,
  );
  expect(found).toEqual(['NotAllowedError', 'SecurityError', 'SecurityError', 'SecurityError']);
  expect(choosers).toBe(0);
});

// The last, for it takes the proxy away.
test('a page without a policy reaches nothing, where there is no proxy either', async () => {
  const { app } = keypost;
  const errors = await app.evaluate(async ({ BrowserWindow, session }, port) => {
    const seen: string[] = [];
    session.fromPartition('persist:page').webRequest.onErrorOccurred(({ url, error }) => seen.push(`${new URL(url).protocol} ${error}`));
    const other = new BrowserWindow({ show: false, webPreferences: { partition: 'persist:page' } });
    const to = `127.0.0.1:${port}`;
    await session.fromPartition('persist:page').setProxy({ mode: 'direct' });
    await other.loadURL(
      `data:text/html,<img src=http://${to}/i><link rel=stylesheet href=http://${to}/s><iframe src=http://${to}/f></iframe>`,
    );
    await other.webContents.executeJavaScript(
      `Promise.allSettled([fetch('http://${to}'), new Promise((resolve) => (new WebSocket('ws://${to}').onerror = resolve))])`,
    );
    session.fromPartition('persist:page').webRequest.onErrorOccurred(null);
    other.destroy();
    return [...new Set(seen)].sort();
  }, traps.tcp);
  expect(errors).toEqual(['http: net::ERR_BLOCKED_BY_CLIENT', 'ws: net::ERR_BLOCKED_BY_CLIENT']);
  expect(traps.counts()).toEqual({ connections: 0, datagrams: 0 });
});
