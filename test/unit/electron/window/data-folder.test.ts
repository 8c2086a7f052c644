import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { chooseHomeFolder } from '../../../../electron/window/data-folder.ts';

vi.mock('electron', async () => (await import('../fake-electron.ts')).fakeElectron);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keypost-home-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe.skipIf(process.platform === 'win32')('the home folder', () => {
  test('is created for its owner only, and so is its parent', () => {
    const home = join(folder, 'new', 'home');
    vi.stubEnv('KEYPOST_HOME', home);
    expect(chooseHomeFolder()).toEqual({ path: home, state: 'ready' });
    expect([modeOf(home), modeOf(join(folder, 'new'))]).toEqual([0o700, 0o700]);
  });

  test('is made private if others could read it', () => {
    const home = join(folder, 'home');
    mkdirSync(home, { mode: 0o755 });
    vi.stubEnv('KEYPOST_HOME', home);
    expect(chooseHomeFolder()).toEqual({ path: home, state: 'ready' });
    expect(modeOf(home)).toBe(0o700);
  });
});
