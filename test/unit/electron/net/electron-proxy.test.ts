import { expect, test, vi } from 'vitest';
import { systemProxyFor } from '../../../../electron/net/electron-proxy.ts';
import { fakeElectron } from '../fake-electron.ts';

vi.mock('electron', async () => (await import('../fake-electron.ts')).fakeElectron);

test("the system's proxy is asked of the default session, for that of the page has a proxy that leads nowhere", async () => {
  const asked = vi.spyOn(fakeElectron.session.defaultSession, 'resolveProxy');
  expect(await systemProxyFor('https://example.com/')).toContain('https://example.com/');
  expect(asked).toHaveBeenCalledOnce();
});
