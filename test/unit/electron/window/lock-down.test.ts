/** Everything that Electron creates is locked down. What that refuses is tested in security/lock-down.test.ts. */
import { beforeAll, expect, test, vi } from 'vitest';
import { pagePartition } from '../../../../electron/security/page-preferences.ts';
import { keepOnPage, lockDown, lockDownProcess } from '../../../../electron/window/lock-down.ts';
import type { BrowserWindow } from 'electron';
import { FakeContents, FakeEvent, fakeElectron, FakeSession, FakeWindow } from '../fake-electron.ts';

vi.mock('electron', async () => (await import('../fake-electron.ts')).fakeElectron);

const { app, session } = fakeElectron;
const page = { url: 'app://keypost/index.html', devHost: null, allows: (url: string): boolean => url.startsWith('app://keypost/') };

beforeAll(() => lockDown(page));

test('new web contents are locked down', () => {
  const contents = new FakeContents();
  app.emit('web-contents-created', {}, contents);
  expect(contents.refuses('will-navigate')).toBe(true);
  expect(contents.open({ url: 'https://example.com/' })).toEqual({ action: 'deny' });
});

test("the default session, the page's session and new sessions are locked down", () => {
  const other = new FakeSession();
  app.emit('session-created', other);
  for (const one of [session.defaultSession, session.fromPartition(pagePartition), other]) {
    expect(one.device()).toBe(false);
    const results: boolean[] = [];
    for (const url of ['app://keypost/a.css', 'https://example.com/'])
      one.filter({ url, resourceType: 'stylesheet' }, ({ cancel }) => results.push(cancel));
    expect(results).toEqual([false, true]);
  }
});

test('the session of the page has a dead proxy', () => {
  expect(session.fromPartition(pagePartition).proxy).toMatchObject({ proxyRules: 'http://127.0.0.1:1', proxyBypassRules: '<-loopback>' });
  expect(session.defaultSession.proxy).toBeNull();
});

test('no certificate of the system is sent to a server', () => {
  const chosen: unknown[] = [];
  const event = new FakeEvent();
  app.emit('select-client-certificate', event, null, 'https://example.com/', [{}], (...given: unknown[]) => chosen.push(given));
  expect([event.defaultPrevented, chosen]).toEqual([true, [[]]]);
});

test('the switches are set, and every process is in the sandbox', () => {
  lockDownProcess();
  expect(app.sandboxed).toBe(true);
  expect(app.switches).toEqual([['blink-settings', 'dnsPrefetchingEnabled=false']]);
});

test.each([
  ['about:blank', 1],
  ['https://example.com/', 1],
  ['app://keypost/index.html#/log', 0],
])('the page is loaded again after %s, %i times', async (url, times) => {
  const window = new FakeWindow();
  keepOnPage(window as unknown as BrowserWindow, page.url);
  window.webContents.emit('did-navigate', {}, url);
  await new Promise(setImmediate);
  expect(window.webContents.loaded).toHaveLength(times);
  window.webContents.emit('did-fail-load', {}, -300, 'ERR_INVALID_URL', url, true);
  window.webContents.emit('did-fail-load', {}, -300, 'ERR_INVALID_URL', url, false);
  await new Promise(setImmediate);
  expect(window.webContents.loaded).toEqual(Array.from({ length: 2 * times }, () => page.url));
});
