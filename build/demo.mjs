/**
 * `npm run demo`: drives the app through the practice realm as a person would, leaves pictures in out/demo/ and says what
 * happened. For a machine without a display, and for the pictures in the README, which are `send`, `review` and `log`.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLivePractice, tourReview } from './demo-review.mjs';
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
  const practice = await startLivePractice();
  try {
    const app = await _electron.launch({
      executablePath,
      args: [...electronArgs(), projectFolder],
      env: { ...process.env, KEYPOST_HOME: home },
    });
    try {
      const desk = deskOf(app, await app.firstWindow());
      await tour(desk);
      await tourReview(desk, practice.siteUrl);
    } finally {
      await app.close();
    }
  } finally {
    practice.stop();
    rmSync(home, { recursive: true, force: true });
  }
  say(`pictures are in ${pictures}`);
  return 0;
}

/** The window, what the tours do with it, and what they wait for. */
function deskOf(app, page) {
  const size = async (width, height) => {
    await app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setContentSize(bounds.width, bounds.height), {
      width,
      height,
    });
    await page.waitForFunction((bounds) => innerWidth === bounds.width && innerHeight === bounds.height, { width, height });
  };
  return {
    page,
    size,
    picture: (name) => page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' }),
    goTo: (screen) => page.getByRole('navigation').getByRole('link', { name: screen, exact: true }).click(),
    theme: (colorScheme) => page.emulateMedia({ colorScheme }),
    status: page.getByRole('region', { name: 'Response' }).getByRole('status'),
    key: page.getByRole('textbox', { name: 'Customer key' }),
    recent: page.getByRole('region', { name: 'This preset, recently' }).getByRole('listitem').first(),
  };
}

async function tour({ page, size, picture, goTo, theme, status, key, recent }) {
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
      await page.getByRole('row').filter({ hasText: 'ck-reset' }).first().click();
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
