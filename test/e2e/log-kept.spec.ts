/** The log screen keeps its state while another screen is shown. */
import type { Locator } from '@playwright/test';
import { expect, test } from './keypost.ts';
import { seedLog, type Seed } from './seed-log.ts';
import { sendFromPage } from './send-from-page.ts';

const seeds: Seed[] = Array.from({ length: 200 }, (_, n) => ({
  customerKey: `ck${1000 + n}`,
  outcome: n % 2 === 0 ? 'accepted' : 'rejected',
}));

test('keeps filter and scroll position, and shows what was sent meanwhile', async ({ start, home }) => {
  seedLog(home, seeds);
  const { page, shell, log, send } = await start();
  await shell.goTo('Log');
  await log.choose('Outcome', 'Accepted');
  await expect(log.count).toHaveText('100 sends found');
  await log.rows('ck1198').hover();
  await page.mouse.wheel(0, 1500);
  await expect(log.rows('ck1090')).toBeVisible();
  const seen = await restingPlace(log.rows('ck1090'));

  await shell.goTo('Send');
  await expect(send.customerKey).toBeFocused();
  await expect(log.rows('ck1090')).toBeHidden();
  await sendFromPage(page, 'ck1001');
  await shell.goTo('Log');
  await expect(log.count).toHaveText('101 sends found');
  await expect(log.chip('Outcome Accepted')).toBeVisible();
  await expect.poll(() => log.rows('ck1090').boundingBox()).toEqual(seen);
  await page.keyboard.press('Tab');
  await log.rows('ck1090').click();
  await page.keyboard.press('Home');
  await expect(log.rows('ck1001')).toContainText('Accepted');
});

test('keys go back and forward, and close what was open on the screen before', async ({ start, home }) => {
  seedLog(home, seeds);
  const { page, shell, log, send } = await start();
  await shell.goTo('Log');
  await log.outcome.click();
  await expect(log.panel('Outcome').getByRole('option', { name: 'Accepted', exact: true })).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(send.customerKey).toBeFocused();
  await expect(log.panel('Outcome')).toHaveCount(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Alt+ArrowRight');
  await expect(log.count).toHaveText('200 sends');
});

test('a link to an entry scrolls the table to it from any position', async ({ start, home }) => {
  seedLog(home, seeds);
  const { page, shell, log, send } = await start();
  await shell.goTo('Log');
  await log.rows('ck1199').click();
  await page.keyboard.press('End');
  await expect(log.rows('ck1000')).toBeVisible();
  await shell.goTo('Send');
  await send.sendTo('ck1001');
  await send.expectOutcome('Accepted');
  await send.openEntry.click();
  await expect(log.entry).toContainText('ck1001');
  await expect(log.row(1)).toHaveAttribute('aria-current', 'true');
  await expect(log.row(1)).toBeInViewport();
});

/** Its position once scrolling has ended, because the mouse wheel scrolls for some more frames. */
async function restingPlace(row: Locator): Promise<Awaited<ReturnType<Locator['boundingBox']>>> {
  let place = await row.boundingBox();
  await expect(async () => {
    const before = place;
    place = await row.boundingBox();
    expect(place).toEqual(before);
  }).toPass();
  return place;
}
