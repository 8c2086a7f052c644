/** Starts Keypost as a person would, with its own data folder, and collects its output. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { electronArgs, electronPath, projectFolder, withoutGraphicsCard } from './environment.ts';
import { AccountsPage } from './pages/accounts-page.ts';
import { LogPage } from './pages/log-page.ts';
import { LogTools } from './pages/log-tools.ts';
import { PresetsPage } from './pages/presets-page.ts';
import { SendPage } from './pages/send-page.ts';
import { SettingsPage } from './pages/settings-page.ts';
import { Shell } from './pages/shell.ts';

export interface Keypost {
  app: ElectronApplication;
  page: Page;
  home: string;
  /** Everything that the page's console and the process wrote. */
  output: string[];
  shell: Shell;
  send: SendPage;
  log: LogPage;
  tools: LogTools;
  presets: PresetsPage;
  accounts: AccountsPage;
  settings: SettingsPage;
}

export interface StartOptions {
  /** Data folder; the fixture `home` by default. */
  home?: string;
  env?: Readonly<Record<string, string>>;
  /** Command-line switches of Chromium. */
  switches?: readonly string[];
  /** An Electron other than the project's. */
  executable?: string;
}

interface Fixtures {
  /** A new, empty folder that is removed after the test. */
  folder: string;
  /** The data folder of `start` by default. It doesn't exist yet. */
  home: string;
  /** Starts Keypost, which is closed after the test. */
  start: (options?: StartOptions) => Promise<Keypost>;
}

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from this pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'keypost-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  },
  home: async ({ folder }, use) => use(join(folder, 'home')),
  start: async ({ home }, use) => {
    const started: Keypost[] = [];
    await use(async (options = {}) => {
      const keypost = await launch(options.home ?? home, options);
      started.push(keypost);
      return keypost;
    });
    await Promise.all(started.map(({ app }) => end(app)));
  },
});

export { expect } from '@playwright/test';

/**
 * One Keypost for several tests of a file, because a start takes longer than most tests. What a test sends, saves or sets is there for
 * the next one, so use this only for tests that leave everything as they found it. The page is reloaded before each of them, but
 * Keypost restores what was typed into the send form, so don't use it for tests of that form. `prepare` fills the data folder before
 * the start.
 *
 * Returns a function for each test to call: it resolves with the one Keypost, on the Send screen.
 */
export function shared(prepare: (home: string) => void = () => undefined): () => Promise<Keypost> {
  let folder = '';
  let keypost: Keypost | undefined;
  test.afterAll(async () => {
    if (!keypost) return;
    await end(keypost.app);
    keypost = undefined;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });
  return async () => {
    if (keypost) {
      await reload(keypost);
      return keypost;
    }
    folder = mkdtempSync(join(tmpdir(), 'keypost-shared-'));
    const home = join(folder, 'home');
    prepare(home);
    return (keypost = await launch(home));
  };
}

async function reload({ page, shell, output }: Keypost): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/send';
  });
  await page.reload();
  await shell.notices.getByRole('button', { name: 'Dismiss notice', exact: true }).click();
  output.length = 0;
}

/** Chooses "Close now" if Keypost asks, so that a test that fails during a send doesn't wait for a person. */
async function end(app: ElectronApplication): Promise<void> {
  await app
    .evaluate(({ dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
    })
    // The app is already closed.
    .catch(() => undefined);
  await app.close();
}

/** Starts Keypost without a fixture: the caller has to close it. */
export async function launch(
  home: string,
  { env = {}, switches = [], executable = electronPath }: Omit<StartOptions, 'home'> = {},
): Promise<Keypost> {
  const app = await _electron.launch({
    executablePath: executable,
    args: [...electronArgs, ...withoutGraphicsCard, ...switches, projectFolder],
    env: { ...environment(), ...env, KEYPOST_HOME: home },
    timeout: 20_000,
  });
  const output: string[] = [];
  app.process().stdout?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  app.process().stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const page = await app.firstWindow();
  page.on('console', (message) => output.push(message.text()));
  page.on('pageerror', (error) => output.push(`page error: ${error.message}`));
  const screens = { shell: new Shell(page), send: new SendPage(page), presets: new PresetsPage(page) };
  const log = { log: new LogPage(page), tools: new LogTools(page) };
  return { app, page, home, output, ...screens, ...log, accounts: new AccountsPage(page), settings: new SettingsPage(page) };
}

function environment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
