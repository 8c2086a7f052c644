import type { BrowserWindow } from 'electron';
import { beforeEach, expect, test, vi } from 'vitest';
import { watchGestures } from '../../../../electron/window/window-input.ts';
import { fakeElectron, FakeWindow } from '../fake-electron.ts';

vi.mock('electron', async () => (await import('../fake-electron.ts')).fakeElectron);

let contents: FakeWindow['webContents'];
let take: () => Promise<boolean>;
beforeEach(() => {
  const window = new FakeWindow();
  contents = window.webContents;
  fakeElectron.app.accessibilitySupportEnabled = false;
  take = watchGestures(window as unknown as BrowserWindow);
});

test('a key and a click count, each once', async () => {
  expect(await take()).toBe(false);
  contents.emit('input-event', {}, { type: 'rawKeyDown', key: 'Enter', isAutoRepeat: false });
  expect([await take(), await take()]).toEqual([true, false]);
  contents.emit('input-event', {}, { type: 'mouseUp' });
  expect([await take(), await take()]).toEqual([true, false]);
});

test('a press that only Chromium reports counts if a screen reader is used', async () => {
  contents.worldAnswer = true;
  expect(await take()).toBe(false);
  fakeElectron.app.accessibilitySupportEnabled = true;
  expect([await take(), await take()]).toEqual([true, false]);
});

test.each([false, 'true', 1, undefined])('%j of a page is no press', async (said) => {
  fakeElectron.app.accessibilitySupportEnabled = true;
  contents.worldAnswer = said;
  expect(await take()).toBe(false);
});
