import { expect, test } from './keypost.ts';

test('asks before each send to people who opted out, with Cancel as the default', async ({ start }) => {
  const { send, shell, log, page } = await start();
  await send.respectOptout.uncheck({ force: true });
  await send.sendTo('ck1042');
  await expect(send.review).toContainText('This goes to ck1042 even if they opted out.');
  await expect(send.review.getByRole('button', { name: 'Cancel', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(send.review).toHaveCount(0);
  await expect(send.customerKey).toHaveValue('ck1042');
  await shell.goTo('Log');
  await expect(log.nothing).toBeVisible();

  await shell.goTo('Send');
  await send.send.click();
  await page.keyboard.press('Escape');
  await expect(send.review).toHaveCount(0);

  await send.send.click();
  await send.review.getByRole('button', { name: 'Send despite opt-out', exact: true }).click();
  await send.expectOutcome('Accepted');
  await send.send.click();
  await expect(send.review).toBeVisible();
  await send.review.getByRole('button', { name: 'Cancel', exact: true }).click();
  await shell.goTo('Log');
  await expect(log.rows('ck1042')).toHaveCount(1);
});
