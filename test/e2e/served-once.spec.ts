/** How contacts that were sent to, and those that were not, are marked when a review is cancelled or another message is loaded. */
import { expect, test } from './keypost.ts';
import { NextMessage } from './pages/next-message.ts';
import { startRecordingSite, type RecordingSite } from './recording-site.ts';
import { openTestDesk, requestedKeys } from './test-desk.ts';

let site: RecordingSite;
test.beforeEach(async ({ folder }) => {
  site = await startRecordingSite(folder);
});
test.afterEach(() => site.close());

test('a contact that was sent to stays marked when a second message to them is cancelled, and is never listed as not sent to', async ({
  start,
}) => {
  const { page, send } = await openTestDesk(start, site);
  const next = new NextMessage(page);
  await page.keyboard.type('ck1');
  await page.keyboard.press('Enter');
  await send.expectOutcome('Accepted');
  // An Enter right after the one before counts as the same press.
  const enterAgain = () =>
    expect(async () => {
      await page.keyboard.press('Enter');
      await expect(send.review).toBeVisible({ timeout: 200 });
    }).toPass();
  for (const cancel of ['Escape', 'Enter']) {
    await enterAgain();
    await expect(send.review).toContainText('You sent this less than a minute ago');
    await page.keyboard.press(cancel);
    await expect(send.review).toBeHidden();
    await expect(send.customerKey).toBeFocused();
    expect(await next.descriptionOf(send.customerKey)).toContain('Sent to this contact');
  }
  // The next key may be typed while the review is open, too.
  await enterAgain();
  await page.keyboard.type('ck2');
  await page.keyboard.press('Escape');
  await expect(send.customerKey).toHaveValue('ck2');
  await expect(next.notSentTo).toHaveCount(0);
  await page.keyboard.press('Enter');
  await send.expectOutcome('Accepted');
  await enterAgain();
  await page.keyboard.press('Escape');
  await send.template.fill('Refund');
  await expect(send.customerKey).toHaveValue('');
  expect(requestedKeys(site)).toEqual(['ck1', 'ck2']);
});

test('a contact can be put back only into the message that it was entered for, and is listed once in any spelling', async ({ start }) => {
  const { page, send } = await openTestDesk(start, site);
  const next = new NextMessage(page);
  site.delayMs = 2500;
  for (const key of ['ck1', 'CK2', 'ck2', 'ck3']) {
    await page.keyboard.type(key);
    await page.keyboard.press('Enter');
  }
  expect(await next.notSent()).toEqual(['ck2']);
  await send.template.fill('Refund');
  await expect(next.notSentTo).toContainText('for Delay, Orders');
  await expect(next.putBack('ck2')).toHaveCount(0);
  // The message that is under way is named beside its buttons.
  await expect(send.wholeResponse).toContainText('Delay to ck1');
  await send.template.fill('Delay');
  await expect(next.putBack('ck2')).toBeVisible();
  await send.expectOutcome('Accepted');
  await expect(send.response).toContainText('ck1');
});

test('the reason for a refused Enter is shown only while that key is in the field', async ({ start }) => {
  const { page, send } = await openTestDesk(start, site);
  const next = new NextMessage(page);
  site.delayMs = 2000;
  await page.keyboard.type('ck1');
  await page.keyboard.press('Enter');
  await page.keyboard.type('ck2');
  await page.keyboard.press('Enter');
  await expect(next.refusal).toContainText('ck2 stays here');
  await page.keyboard.type('ck3');
  await expect(next.refusal).toHaveText('');
  expect(await next.notSent()).toEqual(['ck2']);
  await send.expectOutcome('Accepted');
});

test('typing continues in the key field after changes were saved', async ({ start }) => {
  const { page, send } = await openTestDesk(start, site);
  await send.chooseAccount('Practice realm');
  await page.keyboard.press('ControlOrMeta+2');
  await send.campaignName.fill('November');
  await page.getByRole('button', { name: 'Save changes', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save changes', exact: true })).toHaveCount(0);
  await page.keyboard.type('ck1021');
  await expect(send.customerKey).toHaveValue('ck1021');
});

test('in a low window, an outcome does not scroll the key field out of view', async ({ start }) => {
  const { app, page, send } = await openTestDesk(start, site);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600));
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(900);
  site.delayMs = 1000;
  await page.keyboard.type('ck1');
  await page.keyboard.press('Enter');
  await page.keyboard.type('ck2');
  await send.expectOutcome('Accepted');
  await expect(send.customerKey).toBeInViewport();
});
