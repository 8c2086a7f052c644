import { expect, test, vi } from 'vitest';
import { systemProxyFor } from '../../../../electron/net/electron-proxy.ts';
import { fakeElectron } from '../fake-electron.ts';

vi.mock('electron', async () => (await import('../fake-electron.ts')).fakeElectron);

test("the system's proxy is read from the default session, because the page's session has a dead proxy", async () => {
  const asked = vi.spyOn(fakeElectron.session.defaultSession, 'resolveProxy');
  expect(await systemProxyFor('https://example.com/')).toContain('https://example.com/');
  expect(asked).toHaveBeenCalledOnce();
});
