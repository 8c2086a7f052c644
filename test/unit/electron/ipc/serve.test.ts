import { beforeEach, expect, test, vi } from 'vitest';
import { callChannel } from '../../../../electron/shared/ipc/channels.ts';
import type { Handlers } from '../../../../electron/ipc/dispatch.ts';
import { serve } from '../../../../electron/ipc/serve.ts';
import { ok } from '../../../../electron/shared/domain/result.ts';
import { fakeElectron } from '../fake-electron.ts';

vi.mock('electron', async () => (await import('../fake-electron.ts')).fakeElectron);

const page = { url: 'app://keypost/index.html' };
const handlers = { 'app.state': () => ok('state'), 'log.backup': () => ok('backup') } as unknown as Handlers;
const { ipcMain } = fakeElectron;

beforeEach(() => {
  ipcMain.handlers.clear();
  serve(handlers, page.url, { takeGesture: () => Promise.resolve(false) });
});
const call = async (frame: unknown, mainFrame: unknown, command: string): Promise<unknown> =>
  JSON.parse(String(await ipcMain.handlers.get(callChannel)?.({ senderFrame: frame, sender: { mainFrame } }, command, null)));

test('responds to the page on one channel', async () => {
  expect([...ipcMain.handlers.keys()]).toEqual([callChannel]);
  expect(await call(page, page, 'app.state')).toEqual(ok('state'));
});

test('refuses a frame inside the page, another page, and a command that needs a press', async () => {
  const elsewhere = { url: 'https://example.com/' };
  expect(await call({ ...page }, page, 'app.state')).toMatchObject({ error: { code: 'wrongSender' } });
  expect(await call(elsewhere, elsewhere, 'app.state')).toMatchObject({ error: { code: 'wrongSender' } });
  expect(await call(null, null, 'app.state')).toMatchObject({ error: { code: 'wrongSender' } });
  expect(await call(page, page, 'log.backup')).toMatchObject({ error: { code: 'needsGesture' } });
});
