/**
 * The second part of `npm run demo`: an account of kind production, whose site is a practice realm all the same, and the review of what it
 * sends.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { projectFolder, say, BuildError } from './run.mjs';

const accountName = 'Northwind';

/** Starts a practice realm by itself; resolves with its address. */
export async function startLivePractice() {
  const child = spawn(process.execPath, ['out/app/practice.cjs'], { cwd: projectFolder, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(() => {
    throw new BuildError('The practice realm ended at once.');
  });
  ended.catch(() => undefined);
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  return { siteUrl: /http:\S+/.exec(line)[0], stop: () => child.kill() };
}

export async function tourReview(desk, siteUrl) {
  await addAccount(desk, siteUrl);
  await makePreset(desk);
  const { page, picture, key, status, recent } = desk;
  const review = page.getByRole('alertdialog', { name: 'Review before sending' });
  const recipient = page.getByRole('main').getByText('Ada Lindqvist').first();

  await key.fill('ck1042');
  await recipient.waitFor();
  await key.press('Enter');
  await review.waitFor();
  await picture('review-routine');
  await review.getByRole('button', { name: `Send as ${accountName}` }).click();
  await status.filter({ hasText: 'Accepted' }).waitFor();
  await recent.filter({ hasText: 'ck1042' }).waitFor();
  say(`ck1042: reviewed, sent as ${accountName}, Accepted`);

  await key.fill('ck1042');
  await key.press('Enter');
  await review.waitFor();
  await picture('review');
  await review.getByRole('button', { name: 'Cancel' }).click();
  say('ck1042: the second send was reviewed and cancelled');
}

async function addAccount({ page, goTo }, siteUrl) {
  await goTo('Accounts');
  const main = page.getByRole('main');
  await main.getByRole('button', { name: 'New account' }).click();
  await main.getByRole('textbox', { name: 'Name', exact: true }).fill(accountName);
  await main.getByRole('radio', { name: 'Production' }).check({ force: true });
  await main.getByRole('textbox', { name: 'Site URL' }).fill(siteUrl);
  await main.getByRole('textbox', { name: 'Realm' }).fill('practice');
  await main.getByLabel('API password', { exact: true }).fill('practice');
  await main.getByRole('button', { name: 'Save account' }).click();
  await page
    .getByRole('list', { name: 'All accounts' })
    .getByRole('link')
    .filter({ hasText: accountName, hasNotText: 'Not saved' })
    .waitFor();
  say(`account "${accountName}" saved, of kind production`);
}

/** Of the preset in the form, for the new account. */
async function makePreset({ page, goTo }) {
  await goTo('Send');
  const main = page.getByRole('main');
  await main.getByRole('button', { name: 'Edit message' }).click();
  const account = main.getByRole('combobox', { name: 'Account', exact: true });
  const option = account.locator('option').filter({ hasText: accountName });
  await account.selectOption({ value: await option.getAttribute('value') });
  await main.getByRole('button', { name: 'Save as preset' }).click();
  await page.getByRole('textbox', { name: 'Preset name' }).fill('Shipping delay (live)');
  await page.getByRole('button', { name: 'Save preset' }).click();
  await main.getByRole('heading', { name: 'Shipping delay (live)' }).waitFor();
  await main.getByRole('button', { name: 'Hide fields' }).click();
  await page.getByRole('button', { name: 'Dismiss' }).click();
}
