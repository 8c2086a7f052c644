import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chooseHomeFolder } from '../../../../electron/window/home-folder.ts';

vi.mock('electron', async () => (await import('../fake-electron.ts')).fakeElectron);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keypost-home-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(process.platform === 'win32')('the home folder is made for its owner only', () => {
  const home = join(folder, 'new', 'home');
  vi.stubEnv('KEYPOST_HOME', home);
  expect(chooseHomeFolder()).toEqual({ path: home, state: 'ready' });
  expect(statSync(home).mode & 0o777).toBe(0o700);
});
