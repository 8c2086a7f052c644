/** Starts Keypost as a person would, with a data folder of its own, and keeps what it says. */
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
  /** Everything that the page's console and the process said. */
  said: string[];
  shell: Shell;
  send: SendPage;
  log: LogPage;
  tools: LogTools;
  presets: PresetsPage;
  accounts: AccountsPage;
  settings: SettingsPage;
}

export interface StartOptions {
  /** Data folder; a new one where none is given. */
  home?: string;
  env?: Readonly<Record<string, string>>;
  /** Switches of Chromium. */
  switches?: readonly string[];
  /** Another Electron. */
  executable?: string;
}

interface Fixtures {
  /** A new, empty folder that is gone after the test. */
  folder: string;
  /** The data folder of a start that names none; not made yet. */
  home: string;
  /** Starts Keypost; whatever is started is closed after the test. */
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
 * One Keypost for several tests of a file, for a start takes longer than many a test. What a test sends, saves or sets is there for
 * the next one, so this is for tests that only look, or leave everything as they found it. The page is loaded anew before each of
 * them, but Keypost brings back what was typed into the send form, so it is not for tests of that form. `prepare` fills the data
 * folder before the start.
 *
 * Gives back what each test calls: it resolves with the one Keypost, on the screen Send.
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

async function reload({ page, shell, said }: Keypost): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/send';
  });
  await page.reload();
  await shell.notices.getByRole('button', { name: 'Dismiss notice', exact: true }).click();
  said.length = 0;
}

/** A test that fails while a message is on its way must not wait for somebody to answer whether to close. */
async function end(app: ElectronApplication): Promise<void> {
  await app
    .evaluate(({ dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
    })
    // It is closed already.
    .catch(() => undefined);
  await app.close();
}

/** Whoever starts it this way closes it, too. */
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
  const said: string[] = [];
  app.process().stdout?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  app.process().stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const page = await app.firstWindow();
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(`page error: ${error.message}`));
  const parts = { shell: new Shell(page), send: new SendPage(page), presets: new PresetsPage(page) };
  const log = { log: new LogPage(page), tools: new LogTools(page) };
  return { app, page, home, said, ...parts, ...log, accounts: new AccountsPage(page), settings: new SettingsPage(page) };
}

function environment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
