/**
 * `npm run demo`: drives the app through the practice realm as a person would, leaves pictures in out/demo/ and says what
 * happened. For a machine without a display, and for the picture in the README.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOnDesktop } from './desktop.mjs';
import { electronArgs } from './electron-args.mjs';
import { prepare } from './prepare.mjs';
import { main, projectFolder, say } from './run.mjs';

const pictures = join(projectFolder, 'out', 'demo');
const inside = process.env.KEYPOST_DEMO_ELECTRON;

main(async () => {
  if (inside) return drive(inside);
  const electron = await prepare(['display', 'keyring']);
  return runOnDesktop(process.execPath, [join(projectFolder, 'build', 'demo.mjs')], { KEYPOST_DEMO_ELECTRON: electron.path });
});

async function drive(executablePath) {
  const { _electron } = await import('@playwright/test');
  const home = mkdtempSync(join(tmpdir(), 'keypost-demo-'));
  mkdirSync(pictures, { recursive: true });
  const app = await _electron.launch({
    executablePath,
    args: [...electronArgs(), projectFolder],
    env: { ...process.env, KEYPOST_HOME: home },
  });
  try {
    const page = await app.firstWindow();
    await tour(app, page);
  } finally {
    await app.close();
    rmSync(home, { recursive: true, force: true });
  }
  say(`pictures are in ${pictures}`);
  return 0;
}

async function tour(app, page) {
  const picture = async (name) => {
    await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
  };
  const goTo = (screen) => page.getByRole('navigation').getByRole('link', { name: screen, exact: true }).click();
  const theme = (colorScheme) => page.emulateMedia({ colorScheme });
  const size = async (width, height) => {
    await app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setContentSize(bounds.width, bounds.height), {
      width,
      height,
    });
    await page.waitForFunction((bounds) => innerWidth === bounds.width && innerHeight === bounds.height, { width, height });
  };
  const status = page.getByRole('region', { name: 'Response' }).getByRole('status');
  const key = page.getByRole('textbox', { name: 'Customer key' });
  const recent = page.getByRole('region', { name: 'This preset, recently' }).getByRole('listitem').first();

  await size(1280, 800);
  await theme('light');
  await key.waitFor();
  await picture('first-start');
  say('first start: the practice realm is chosen and a customer key is typed');

  await page.getByRole('button', { name: 'Shipping delay' }).first().click();
  say('preset "Shipping delay" loaded');
  // No two neighbours have the same outcome, so that each answer is seen to come.
  for (const [customerKey, outcome] of [
    ['ck1003', 'Accepted'],
    ['ck1999', 'Rejected'],
    ['ck-reset', 'Unknown'],
    ['ck-500', 'Rejected'],
    ['ck1042', 'Accepted'],
  ]) {
    await key.fill(customerKey);
    await key.press('Enter');
    await status.filter({ hasText: outcome }).waitFor();
    await recent.filter({ hasText: customerKey }).waitFor();
    say(`${customerKey}: ${outcome}`);
  }
  await page.getByRole('main').getByText('Ada Lindqvist').waitFor();
  for (const [name, source, width, height] of [
    ['send', 'light', 1280, 800],
    ['send-dark', 'dark', 1280, 800],
    ['send-small', 'light', 900, 600],
    ['send-small-dark', 'dark', 900, 600],
  ]) {
    await theme(source);
    await size(width, height);
    await picture(name);
  }
  await theme('light');
  await size(1280, 800);
  for (const screen of ['Log', 'Presets', 'Accounts', 'Settings', 'Runs']) {
    await goTo(screen);
    await page.getByRole('main').waitFor();
    if (screen === 'Log') {
      await page.getByRole('row').filter({ hasText: 'ck1042' }).first().click();
      await page.getByRole('complementary', { name: 'Entry' }).waitFor();
    }
    await picture(screen.toLowerCase());
    await theme('dark');
    await picture(`${screen.toLowerCase()}-dark`);
    await theme('light');
    await size(900, 600);
    await picture(`${screen.toLowerCase()}-small`);
    await size(1280, 800);
  }
  say('the log shows every send of this tour');
}
