/** What quick hands do without looking: a key too many, a Tab, an Escape after another screen. None of it may reach another contact. */
import type { Page } from '@playwright/test';
import { expect, test } from './keypost.ts';
import { NextMessage } from './pages/next-message.ts';
import { RecipientPage } from './pages/recipient-page.ts';
import type { SendPage } from './pages/send-page.ts';
import { startRecordingSite, type RecordingSite } from './recording-site.ts';
import { openTestDesk, requestedKeys } from './test-desk.ts';

let site: RecordingSite;
test.beforeEach(async ({ folder }) => {
  site = await startRecordingSite(folder);
});
test.afterEach(() => site.close());

/** Right after an outcome, another Enter counts as a bouncing key. */
const openReview = (send: SendPage, page: Page): Promise<void> =>
  expect(async () => {
    await page.keyboard.press('Enter');
    await expect(send.review).toBeVisible({ timeout: 3000 });
  }).toPass();

test('Escape still undoes and cancels after every other screen was visited', async ({ start }) => {
  const { send, shell, log, page } = await openTestDesk(start, site, { undoSeconds: 3 });
  await send.sendTo('ck0');
  await send.sendNow.click();
  await send.expectOutcome('Accepted');
  for (const screen of ['Log', 'Presets', 'Accounts', 'Settings'] as const) {
    await shell.goTo(screen);
    if (screen === 'Log') await log.open('ck0');
    await shell.goTo('Send');
    await send.sendTo('ck1');
    await expect(send.send).toContainText('Esc undoes: nothing has left');
    await page.keyboard.press('Escape');
    await send.expectOutcome('Not sent');
    await expect(send.response).toContainText('You undid it in time.');
  }
  expect(requestedKeys(site)).toEqual(['ck0']);
});

test('Tab and Enter after a key never replace it by a recent one', async ({ start }) => {
  const { send, page } = await openTestDesk(start, site);
  const { recentKeys, keys } = new RecipientPage(page);
  const next = new NextMessage(page);
  await send.sendTo('ck1');
  await send.expectOutcome('Accepted');
  await expect(recentKeys).toBeVisible();
  await page.keyboard.type('ck2');
  await page.keyboard.press('Tab');
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Enter');
  await expect(send.customerKey).toHaveValue('ck2');
  await send.customerKey.press('Enter');
  await expect.poll(() => requestedKeys(site)).toEqual(['ck1', 'ck2']);
  await send.expectOutcome('Accepted');

  // A typed key that is replaced by a recent one is listed, and the recent one is replaced by the next typing.
  await send.customerKey.fill('ck3');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(keys.first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(send.customerKey).toHaveValue('ck2');
  expect(await next.notSent()).toEqual(['ck3']);
  await expect(send.customerKey).toBeFocused();
  await page.keyboard.type('ck4');
  await expect(send.customerKey).toHaveValue('ck4');
  expect(requestedKeys(site)).toEqual(['ck1', 'ck2']);
});

test('a second Enter that closes the review before it was seen leaves a text that nothing was sent', async ({ start }) => {
  const { send, page } = await openTestDesk(start, site, { kind: 'Production' });
  await page.keyboard.type('ck1');
  await page.keyboard.press('Enter');
  await expect(send.review).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(send.review).toHaveCount(0);
  await expect(send.wholeResponse.getByRole('alert')).toHaveText('Not sent. You cancelled the message to ck1.');
  expect(requestedKeys(site)).toEqual([]);
});

test('a cancelled review leaves the mark of the outcome before it', async ({ start }) => {
  const { send, page } = await openTestDesk(start, site);
  const next = new NextMessage(page);
  site.response = 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0';
  await send.sendTo('ck1');
  await send.expectOutcome('Unknown');
  await openReview(send, page);
  await expect(send.review).toContainText('ck1');
  await page.keyboard.press('Escape');
  await expect(send.wholeResponse.getByRole('alert')).toHaveText('Not sent. You cancelled the message to ck1.');
  expect(await next.descriptionOf(send.customerKey)).toContain('Unknown');
});

test('the review keeps who was looked up while the next key is typed', async ({ start }) => {
  const { send, page } = await start();
  await send.sendTo('ck1042');
  await send.expectOutcome('Accepted');
  await openReview(send, page);
  await expect(send.review).toContainText('Ada Lindqvist');
  await page.keyboard.type('ck1005');
  await expect(send.customerKey).toHaveValue('ck1005');
  await expect(send.review).toContainText('Ada Lindqvist');
});

test('back on the Send screen, a half typed key is typed on, and a rejected one is replaced', async ({ start }) => {
  const { send, shell, page } = await openTestDesk(start, site);
  await page.keyboard.type('ck');
  await shell.goTo('Log');
  await shell.goTo('Send');
  await expect(send.customerKey).toBeFocused();
  await page.keyboard.type('1');
  await expect(send.customerKey).toHaveValue('ck1');
  site.response = 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n';
  await page.keyboard.press('Enter');
  await send.expectOutcome('Rejected');
  await shell.goTo('Log');
  await shell.goTo('Send');
  await expect(send.customerKey).toBeFocused();
  await page.keyboard.type('ck2');
  await expect(send.customerKey).toHaveValue('ck2');
});

test('the second click of a double click on a bin does not delete the preset that moves below the pointer', async ({ start }) => {
  const { shell, presets, page } = await start();
  await shell.goTo('Presets');
  await presets.act('Delete', 'Order confirmation').click();
  await expect(presets.row('Order confirmation')).toHaveCount(0);
  // The pointer is on the next preset's bin now.
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await expect(presets.row('Shipping delay')).toBeVisible();
});
