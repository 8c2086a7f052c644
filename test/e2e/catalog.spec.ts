/** Lists and templates are picked from those of the realm, or typed. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './keypost.ts';
import { NamesPage } from './pages/names-page.ts';

test('finds a list and a template by typing and picks them with keys, which sends nothing', async ({ start }) => {
  const { page, send, shell, log } = await start();
  const lists = new NamesPage(page, send.list, 'List');
  await send.list.focus();
  await expect(lists.list).toBeHidden();
  await page.keyboard.press('ArrowDown');
  await expect(lists.text('1,203 lists, read just now.')).toBeVisible();
  await send.list.fill('harb spri 2025 memb');
  await expect(lists.options).toHaveText(['Harbour Members Spring 2025']);
  await page.keyboard.press('ArrowDown');
  await expect(lists.options.first()).toHaveAttribute('id', (await send.list.getAttribute('aria-activedescendant')) ?? '');
  await page.keyboard.press('Enter');
  await expect(send.list).toHaveValue('Harbour Members Spring 2025');
  await expect(lists.list).toBeHidden();
  await expect(send.list).toBeFocused();

  const templates = new NamesPage(page, send.template, 'Template');
  await page.keyboard.press('Tab');
  await expect(send.template).toBeFocused();
  await send.template.fill('password');
  await templates.options.first().click();
  await expect(send.template).toHaveValue(/password/i);
  await expect(send.template).toBeFocused();

  await shell.goTo('Log');
  await expect(log.nothing).toBeVisible();
});

test('a name that the realm does not have can be sent, with a hint', async ({ start }) => {
  const { page, send } = await start();
  const lists = new NamesPage(page, send.list, 'List');
  await send.list.click();
  await expect(lists.text('1,203 lists')).toBeVisible();
  await send.list.fill('No such list');
  await expect(page.getByText(/^Nothing matches “No such list”\. /)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(send.list).toHaveValue('No such list');
  await page.keyboard.press('Escape');
  await expect(lists.readAgain).toBeHidden();
  await page.keyboard.press('Tab');
  await expect(send.list).toHaveValue('No such list');
  await expect(page.getByText('No list of this name was in this realm when it was read (just now).', { exact: true })).toBeVisible();
  await send.sendTo('ck1001');
  await send.expectOutcome('Rejected');
});

test('offers the names that were read before the last exit, recently used ones first', async ({ start }) => {
  const first = await start();
  const before = new NamesPage(first.page, first.send.list, 'List');
  await first.send.list.click();
  await expect(before.text('1,203 lists')).toBeVisible();
  await first.send.list.fill('Returns & refunds');
  await first.send.sendTo('ck1001');
  await expect(first.send.response.getByRole('status')).toHaveText(/Accepted|Rejected/);
  await first.app.close();

  const { page, send } = await start();
  const lists = new NamesPage(page, send.list, 'List');
  await send.list.click();
  await expect(lists.options.first()).toHaveText('Returns & refunds');
  await expect(lists.text('1,203 lists, read')).toBeVisible();
});

test('Tab goes from a typed name to the next field, and from the open list of names to what is below it', async ({ start }) => {
  const { page, send } = await start();
  const lists = new NamesPage(page, send.list, 'List');
  await send.list.fill('Orde');
  await expect(lists.options.first()).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(send.template).toBeFocused();
  await expect(lists.list).toBeHidden();
  await page.keyboard.press('Shift+Tab');
  await expect(send.list).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(lists.options.first()).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(lists.readAgain).toBeFocused();
});

test('Escape closes the names and keeps what is typed, and reading a realm again is shown', async ({ start, home }) => {
  const { page, send } = await start();
  const lists = new NamesPage(page, send.list, 'List');
  await send.list.click();
  await expect(lists.text('1,203 lists')).toBeVisible();
  await lists.readAgain.click();
  await expect(lists.text('1,203 lists, read just now.')).toBeVisible();
  await expect(send.list).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(lists.list).toBeHidden();
  await expect(page.getByRole('form', { name: 'Message', exact: true })).toBeVisible();
  rmSync(join(home, 'catalogs'), { recursive: true });
  await send.list.click();
  await expect(lists.options.first()).toBeVisible();
});

test('in a small window, the names are not cut off, and Tab and Escape leave them', async ({ start }) => {
  const { app, page, send } = await start();
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600);
  });
  await page.waitForFunction(() => innerWidth === 900);
  for (const [field, label] of [
    [send.list, 'List'],
    [send.template, 'Template'],
  ] as const) {
    const names = new NamesPage(page, field, label);
    await field.focus();
    await page.keyboard.press('ArrowDown');
    await expect(names.text(/, read/)).toBeInViewport({ ratio: 1 });
    await expect(names.list).toBeInViewport({ ratio: 1 });
    await expect(names.readAgain).toBeInViewport({ ratio: 1 });

    await page.keyboard.press('Tab');
    await expect(names.readAgain).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(names.list).toBeHidden();
    await expect(field).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(names.list).toBeHidden();
    await expect(field).not.toBeFocused();
  }
});
