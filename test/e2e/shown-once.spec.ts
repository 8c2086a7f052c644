/** No text is on a screen twice, whatever goes wrong; a text about one list, or about one event, does not stay for the next. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './keypost.ts';
import { RecipientPage } from './pages/recipient-page.ts';
import { seedLog } from './seed-log.ts';

/** Sentences of four words or more that are visible in more than one place, without the contents of fields and records. */
const shownTwice = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const places = [...document.querySelectorAll<HTMLElement>('p, [role=alert], [role=status], summary, q')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.closest('[inert], .away') === null)
      .filter((element) => element.querySelector('p, [role=alert], [role=status], q') === null);
    const sentences = places.flatMap((element) => [
      ...new Set(
        element.textContent
          .split(/(?<=[.!?])\s+/)
          .map((sentence) => sentence.trim())
          .filter((sentence) => sentence.split(/\s+/).length >= 4),
      ),
    ]);
    return sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index);
  });

const expectNothingTwice = async (page: Page): Promise<void> => {
  await expect.poll(() => shownTwice(page)).toEqual([]);
};

const noBus = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };

test('without a keychain: accounts, settings, and a send', async ({ start }) => {
  const { page, shell, accounts, send, settings } = await start({ env: noBus });
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: 'http://127.0.0.1:9', realm: 'acme', password: 'correct horse' });
  await accounts.save.click();
  await expect.poll(() => send.errorOf(accounts.password)).not.toBe('');
  await expectNothingTwice(page);
  await page.getByRole('checkbox', { name: 'Keep the password only until Keypost closes', exact: true }).check();
  await accounts.save.click();
  await expect(accounts.item('Acme')).toBeVisible();
  await expectNothingTwice(page);

  await shell.goTo('Settings');
  await expect(page.getByText('The keychain can’t take a password now: see Keychain below.', { exact: true })).toBeVisible();
  await expectNothingTwice(page);
  for (const field of [
    settings.timeout,
    settings.connectTimeout,
    settings.keepEntriesDays,
    page.getByLabel('Keep bodies, in days', { exact: true }),
  ]) {
    await field.fill('no number');
    await field.press('Enter');
  }
  await expect.poll(() => send.errorOf(page.getByLabel('Keep bodies, in days', { exact: true }))).toContain('Type a whole number of days');
  await expect.poll(() => send.errorOf(settings.keepEntriesDays)).toBe('Not saved.');
  await expectNothingTwice(page);

  // No server listens there, so the look-up and the send fail for the same reason.
  await shell.goTo('Send');
  await send.chooseAccount('Acme');
  await send.list.fill('Orders');
  await send.template.fill('Delay');
  const { line, lookUp } = new RecipientPage(page);
  await send.customerKey.fill('ck1');
  await lookUp.click();
  await expect(line).toContainText('be reached');
  await expectNothingTwice(page);
  await send.sendTo('ck1');
  await send.expectOutcome('Not sent');
  await expect(line).not.toContainText('be reached');
  await expectNothingTwice(page);
});

test.describe('settings that can not be saved', () => {
  test.skip(process.getuid?.() !== 0, 'only root can make a folder read-only for root, by mounting it');

  test('show one error, at the setting that was changed last', async ({ start, home }) => {
    mkdirSync(home, { recursive: true });
    const { page, shell, settings } = await start();
    // A mounted file can't be replaced, and Keypost saves settings.json by renaming a new file to its place.
    const file = join(home, 'settings.json');
    writeFileSync(file, '{}');
    spawnSync('mount', ['--bind', file, file]);
    try {
      await shell.goTo('Settings');
      await settings.theme('Dark').click();
      await settings.undoPeriod.selectOption('3');
      await new RecipientPage(page).recentKeysSetting.click();
      await settings.timeout.fill('44');
      await settings.timeout.press('Enter');
      await settings.connectTimeout.fill('9');
      await settings.connectTimeout.press('Enter');
      await expect(page.getByText('Not saved.', { exact: true })).toHaveCount(1);
      await expect(page.getByText(/^The settings could not be saved: /)).toHaveCount(1);
      await expectNothingTwice(page);
    } finally {
      spawnSync('umount', [file]);
    }
  });
});

test('a rejected and an unknown send, in the response and in the log, also after they were resolved', async ({ start }) => {
  const { page, shell, send, log } = await start();
  for (const key of ['ck-404', 'ck2001', 'ck-500', 'ck-html', 'ck-lost', 'ck-reset']) {
    await send.sendTo(key);
    await expect(send.response.getByRole('status')).toHaveText(/Rejected|Unknown/);
    await expectNothingTwice(page);
  }
  await shell.goTo('Log');
  await log.rows('ck-reset').click();
  await expect(log.resolvePanel).toBeVisible();
  await expectNothingTwice(page);
  await log.resolvePanel.getByRole('button', { name: 'Ask WhatCounts', exact: true }).click();
  await expect(log.entry.getByRole('list', { name: 'History', exact: true }).getByRole('listitem')).toHaveCount(2);
  await expectNothingTwice(page);
  await log.resolveAs('Resolve as sent');
  await expect(log.entry.getByRole('list', { name: 'History', exact: true }).getByRole('listitem')).toHaveCount(3);
  await expectNothingTwice(page);
});

test('a log that can not be read, with an entry open', async ({ start, home }) => {
  seedLog(home, [{ customerKey: 'ck9', outcome: 'accepted' }]);
  const { page, shell, send, log } = await start();
  await shell.goTo('Log');
  await log.rows('ck9').click();
  await expect(log.entry).toBeVisible();
  renameSync(join(home, 'log.sqlite'), join(home, 'moved.sqlite'));
  mkdirSync(join(home, 'log.sqlite'));
  await shell.goTo('Send');
  await send.sendTo('ck1');
  await expect(send.response.getByRole('alert')).toContainText('Not sent.');
  await expectNothingTwice(page);
  await shell.goTo('Log');
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expectNothingTwice(page);
});

test('“Subscriber Not Found” of one list is not shown for the next one, also with automatic look-ups turned off', async ({ start }) => {
  const { page, shell, send } = await start();
  const { line, lookUp, lookUpSetting } = new RecipientPage(page);
  await shell.goTo('Settings');
  await lookUpSetting.uncheck();
  await shell.goTo('Send');
  await send.list.fill('Orders');
  await send.template.fill('Shipping delay');
  await send.customerKey.fill('ck2001');
  await lookUp.click();
  await expect(line).toContainText('not subscribed to this list');
  await expect(line).toContainText('Subscriber Not Found');
  await send.list.fill('Notices');
  await expect(line).toContainText('Ximena Castillo');
  await expect(line).not.toContainText('Subscriber Not Found');
  await expect(line).not.toContainText('subscribed');
  await send.list.fill('Orders');
  await expect(line).toContainText('Subscriber Not Found');
});

test('a dismissed notice comes back only when its cause happens again', async ({ start, home }) => {
  seedLog(home, [{ customerKey: 'ck9', outcome: 'accepted' }]);
  const { page, shell, send } = await start();
  // The first send opens the log.
  await send.sendTo('ck1042');
  await send.expectOutcome('Accepted');
  const move = async (to: string): Promise<void> => {
    renameSync(join(home, 'log.sqlite'), join(home, to));
    await send.sendTo('ck1');
    await expect(shell.notices).toContainText('The log was moved or removed');
  };
  await move('first.sqlite');
  await page.getByRole('button', { name: 'Dismiss notice', exact: true }).click();
  await expect(shell.notices).toHaveText('');
  await page.reload();
  await expect(shell.notices).toContainText('This window was loaded again');
  await expect(shell.notices).not.toContainText('The log was moved');
  await move('second.sqlite');
  await expectNothingTwice(page);
});
