import { expect, test, vi } from 'vitest';
import { pagePreferences } from '../../../../electron/security/page-preferences.ts';
import { openMainWindow } from '../../../../electron/window/main-window.ts';
import { FakeWindow } from '../fake-electron.ts';

vi.mock('electron', async () => (await import('../fake-electron.ts')).fakeElectron);

test('the window has the preferences of the page, and keeps the page', async () => {
  const state = { get: () => ({ bounds: null, maximized: false }), save: () => undefined };
  const options = { pageUrl: 'app://keypost/index.html', preload: '/preload.cjs', devTools: false };
  openMainWindow({ ...options, state: state as never });
  const window = FakeWindow.all.at(-1);
  expect(window?.options.webPreferences).toEqual(pagePreferences({ preload: '/preload.cjs', devTools: false }));
  window?.webContents.emit('did-navigate', {}, 'about:blank');
  await new Promise(setImmediate);
  expect(window?.webContents.loaded).toEqual([options.pageUrl, options.pageUrl]);
});
