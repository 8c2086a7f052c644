import { expect, test, vi } from 'vitest';
import { systemProxyFor } from '../../../../electron/whatcounts/electron-proxy.ts';
import { fakeElectron } from '../fake-electron.ts';

vi.mock('electron', async () => (await import('../fake-electron.ts')).fakeElectron);

test("the system's proxy is asked of another session than the page's, which has a proxy that leads nowhere", async () => {
  const ofPage = vi.spyOn(fakeElectron.session.defaultSession, 'resolveProxy');
  expect(await systemProxyFor('https://example.com/')).toContain('https://example.com/');
  expect(ofPage).not.toHaveBeenCalled();
});
