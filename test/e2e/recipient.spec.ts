/** Shows before a send who a customer key names, in the practice realm. A look-up never changes what Send does. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './keypost.ts';
import { LogTools } from './pages/log-tools.ts';
import { RecipientPage } from './pages/recipient-page.ts';
import { seedLog } from './seed-log.ts';

test('looks up a typed key: found, not subscribed, not found', async ({ start }) => {
  const { page, send } = await start();
  const { line } = new RecipientPage(page);
  await send.customerKey.fill('ck1042');
  await expect(line).toContainText('Ada Lindqvist · ada@example.com · subscribed to this list');
  await send.customerKey.fill('ck2001');
  await expect(line).not.toContainText('Ada');
  await expect(line).toContainText('Ximena Castillo · ximena.castillo2001@example.org · not subscribed to this list');
  await expect(line).toContainText('A send would fail with “Subscriber Not Found”. Check the list.');
  await send.customerKey.fill('ck-nobody');
  await expect(line).toContainText('No contact has this key');
  await expect(line).toContainText('A send would be rejected. Check the key.');
  await send.customerKey.fill('51042');
  await expect(line).toContainText("Can't tell who this is");
  await expect(line).toContainText("51042 was read as a contact's number: the response is about ck1042.");
  await send.customerKey.fill('');
  await expect(line).toHaveText('Look up');
});

for (const [what, used] of [
  ['where a hint stood', false],
  ['where nothing stood', true],
] as const) {
  test(`shows an error below the key, ${what}, without moving anything`, async ({ start, home }) => {
    if (used) seedLog(home, [{ customerKey: 'ck1042', outcome: 'accepted' }]);
    const { page, send } = await start();
    await expect(page.getByText('A customer key of the practice realm. Press Enter to send.', { exact: true })).toBeVisible({
      visible: !used,
    });
    await send.list.fill('Orders');
    await send.template.fill('Shipping delay');
    await send.template.press('Tab');
    await send.customerKey.fill('ck1042');
    const place = (): Promise<unknown> => Promise.all([send.list, send.send].map((one) => one.boundingBox()));
    const before = await place();
    await send.customerKey.fill('');
    await send.customerKey.press('Enter');
    await expect.poll(() => send.errorOf(send.customerKey)).toBe('Type a customer key.');
    expect(await place()).toEqual(before);
  });
}

test('does not join several pasted lines into one key', async ({ start }) => {
  const { page, send, shell, log } = await start();
  await send.customerKey.fill('ck1042');
  const paste = (text: string): Promise<void> =>
    send.customerKey.evaluate((input, data) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', data);
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  await paste('ck1\r\nck2\n\nck3\n');
  await expect.poll(() => send.errorOf(send.customerKey)).toContain('This has 3 lines');
  await expect(send.customerKey).toHaveValue('ck1042');
  // After a refused paste, Enter must not send to the key that was there before.
  await page.keyboard.press('Enter');
  await expect.poll(() => send.errorOf(send.customerKey)).toContain('This has 3 lines');
  await page.keyboard.press('End');
  await page.keyboard.type('x');
  await expect(send.customerKey).toHaveValue('ck1042x');
  await expect.poll(() => send.errorOf(send.customerKey)).toBe('');
  // The log has no entry, and Keypost writes one before it sends.
  await shell.goTo('Log');
  await expect(log.nothing).toBeVisible();
});

test('in a low window, the key that is typed after a response is in view', async ({ start }) => {
  const { app, page, send } = await start();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600));
  await send.sendTo('ck1042');
  await send.expectOutcome('Accepted');
  await page.keyboard.type('ck1043');
  await expect(send.customerKey).toBeInViewport({ ratio: 1 });
  await expect(send.customerKey).toHaveValue('ck1043');
});

test('a review names the contact that the look-up found', async ({ start }) => {
  const { page, send } = await start();
  const { line } = new RecipientPage(page);
  await send.respectOptout.uncheck({ force: true });
  await send.customerKey.fill('ck1042');
  await expect(line).toContainText('Ada Lindqvist');
  await send.customerKey.press('Enter');
  await expect(send.review).toContainText('Ada Lindqvist · ada@example.com · subscribed to this list');
});

test('checks another list against the known contact, and does not look up invalid keys', async ({ start }) => {
  const { page, send } = await start();
  const { line, lookUp } = new RecipientPage(page);
  await send.customerKey.fill('ck1002');
  await expect(line).toContainText('· subscribed to this list');
  await send.list.fill('Returns & refunds');
  await expect(line).not.toContainText('subscribed');
  await send.list.press('Tab');
  await expect(line).toContainText('not subscribed to this list');
  await send.list.fill('');
  await expect(line).not.toContainText('subscribed');
  await send.customerKey.fill('..');
  await expect.poll(() => send.errorOf(send.customerKey)).toContain('two dots');
  await expect(line).toHaveText('Look up');
  await expect(lookUp).toBeDisabled();
});

test('shows the last send to the key, with a link to its entry', async ({ start, home }) => {
  seedLog(home, [
    { customerKey: 'ck1042', outcome: 'rejected', template: 'Refund' },
    { customerKey: 'CK1042', outcome: 'accepted', at: Date.now() - 3.5 * 60_000 },
    { customerKey: 'ck1043', outcome: 'unknown', list: 'Notices', template: 'Password reset' },
  ]);
  const { page, send, log } = await start();
  const { line, lastSend } = new RecipientPage(page);
  await send.list.fill('Orders');
  await send.customerKey.fill('ck1043');
  await expect(lastSend).toHaveText('Unknown just now: Password reset (Notices)');
  await send.customerKey.fill('ck1042');
  await expect(lastSend).toHaveText('Accepted 3 min ago: Shipping delay');
  await send.template.fill('Shipping delay');
  await send.template.press('Tab');
  await send.sendTo('ck1044');
  await send.expectOutcome('Accepted');
  // The last send isn't shown beside its own response.
  await expect(line).toContainText('subscribed to this list');
  await expect(lastSend).toHaveCount(0);
  await send.sendTo('ck1045');
  await expect(send.response).toContainText('ck1045');
  await send.customerKey.fill('ck1044');
  await expect(lastSend).toHaveText('Accepted just now: Shipping delay');
  await lastSend.click();
  await expect(log.entry).toContainText('ck1044');
});

test('the log stores neither name nor address', async ({ start }) => {
  const { page, send, shell, home, app } = await start();
  const { line, logContactSetting } = new RecipientPage(page);
  await send.customerKey.fill('ck1042');
  await expect(line).toContainText('Ada Lindqvist · ada@example.com');
  await send.customerKey.press('Enter');
  await send.expectOutcome('Accepted');
  await shell.goTo('Settings');
  await expect(logContactSetting).not.toBeChecked();
  await app.close();
  for (const file of readdirSync(home).filter((name) => name.startsWith('log'))) {
    const bytes = readFileSync(join(home, file));
    for (const text of ['Lindqvist', 'ada@example.com']) expect(bytes.includes(text), `${file} has ${text}`).toBe(false);
  }
  expect(readFileSync(join(home, 'log.sqlite')).includes('ck1042')).toBe(true);
});

test('offers recently used keys; picking one with Enter sends nothing', async ({ start, home }) => {
  seedLog(home, [
    { customerKey: 'ck1001', outcome: 'accepted' },
    { customerKey: 'ck1042', outcome: 'rejected' },
    { customerKey: 'ck1001', outcome: 'accepted' },
  ]);
  const { page, send, shell, log } = await start();
  const { line, recentKeys, keys } = new RecipientPage(page);
  await expect(send.customerKey).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(keys).toHaveText(['ck1001', 'ck1042']);
  await expect(keys.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(keys.last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(send.customerKey).toHaveValue('ck1042');
  await expect(send.customerKey).toBeFocused();
  await expect(line).toContainText('Ada Lindqvist');

  await page.keyboard.press('ArrowDown');
  await expect(keys).toHaveCount(0);
  await recentKeys.click();
  await keys.and(page.getByRole('menuitem', { name: 'ck1001', exact: true })).click();
  await expect(send.customerKey).toHaveValue('ck1001');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(keys).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  await expect(send.customerKey).toBeFocused();
  await expect(send.customerKey).toHaveValue('ck1001');
  await shell.goTo('Log');
  await expect(log.count).toHaveText('3 sends');
});

test('offers no recent keys after the log was cleared, or when the setting is off', async ({ start, home }) => {
  seedLog(home, [{ customerKey: 'ck1042', outcome: 'accepted' }]);
  const { page, send, shell } = await start();
  const { recentKeys, keys, recentKeysSetting } = new RecipientPage(page);
  await recentKeys.click();
  await expect(keys).toHaveText(['ck1042']);
  await page.keyboard.press('Escape');
  await shell.goTo('Log');
  const tools = new LogTools(page);
  await tools.choose('Clear log…');
  await tools.confirmation.fill('clear log');
  await tools.button('Clear log').click();
  await expect(tools.toasts).toContainText('The log is cleared');
  await shell.goTo('Send');
  await recentKeys.click();
  await expect(keys).toHaveText(['No keys used yet']);
  await page.keyboard.press('Escape');

  await shell.goTo('Settings');
  await recentKeysSetting.uncheck({ force: true });
  await shell.goTo('Send');
  await expect(send.customerKey).toBeVisible();
  await expect(recentKeys).toHaveCount(0);
});

test('stores and shows name and address in the log when the setting is on', async ({ start, home }) => {
  const { page, send, shell, log, app } = await start();
  const { line, logContactSetting } = new RecipientPage(page);
  await shell.goTo('Settings');
  await logContactSetting.check({ force: true });
  await shell.goTo('Send');
  await send.customerKey.fill('ck1042');
  await expect(line).toContainText('Ada Lindqvist');
  await send.customerKey.press('Enter');
  await send.expectOutcome('Accepted');
  await shell.goTo('Log');
  await log.open('ck1042');
  await expect(log.entry).toContainText('Ada Lindqvist · ada@example.com');
  await app.close();
  const files = readdirSync(home).filter((name) => name.startsWith('log.sqlite'));
  expect(files.some((name) => readFileSync(join(home, name)).includes('Ada Lindqvist'))).toBe(true);
});
