import { expect, test } from './keypost.ts';

test('the first press sends in the practice realm, and the log has it after a restart', async ({ start }) => {
  const first = await start();
  await expect(first.send.customerKey).toBeFocused();
  await expect(first.send.customerKey).toHaveValue('ck1001');
  await first.page.keyboard.press('Enter');
  await first.send.expectOutcome('Accepted');
  await expect(first.send.response).toContainText('The practice realm took the message for ck1001');
  await expect(first.send.customerKey).toBeFocused();
  await first.app.close();

  const second = await start({ home: first.home });
  await expect(second.send.customerKey).toHaveValue('');
  await second.shell.goTo('Log');
  await expect(second.log.rows('ck1001')).toHaveCount(1);
  await expect(second.log.rows('ck1001')).toContainText('Accepted');
  await second.log.open('ck1001');
  await expect(second.log.entry).toContainText('/rest/msg/sendWithCustomerKey/Orders/Order%20confirmation/ck1001?format=99');
  await expect(second.log.entry).not.toContainText('cHJhY3RpY2U6cHJhY3RpY2U=');

  await second.log.useAgain.click();
  await expect(second.send.customerKey).toHaveValue('ck1001');
  await second.shell.goTo('Log');
  await expect(second.log.rows('ck1001')).toHaveCount(1);
});

test('the button sends like Enter, once for a double click', async ({ start }) => {
  const { send, shell, log } = await start();
  await send.customerKey.fill('ck1042');
  await send.send.dblclick();
  await send.expectOutcome('Accepted');
  await shell.goTo('Log');
  await expect(log.rows('ck1042')).toHaveCount(1);
});
