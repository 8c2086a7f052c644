import { expect, test } from './keypost.ts';

test('loading a preset fills the form and never sends', async ({ start }) => {
  const { shell, send, log, page } = await start();
  await shell.preset('Shipping delay').click();
  await expect(send.summary).toHaveText('Orders · Shipping delay · MIME · delays-nov');
  await expect(send.customerKey).toBeFocused();
  await page.keyboard.press('ControlOrMeta+3');
  await expect(send.summary).toContainText('Notices · Password notice');
  await shell.filter.fill('refund');
  await expect(shell.preset('Shipping delay')).toHaveCount(0);
  await shell.filter.press('Enter');
  await expect(send.customerKey).toBeFocused();
  await expect(send.summary).toContainText('Returns & refunds');
  await shell.goTo('Log');
  await expect(log.nothing).toBeVisible();
});

test('saves a form as a preset, shows edits, and reverts them; names are unique within a list', async ({ start }) => {
  const first = await start();
  const { shell, send, presets, page } = first;
  await shell.preset('Shipping delay').click();
  await send.campaignName.fill('delays-dec');
  await expect(page.getByRole('main')).toContainText('Edited');
  await presets.saveAs.click();
  await presets.name.fill('SHIPPING DELAY');
  await presets.save.click();
  await expect.poll(() => send.errorOf(presets.name)).toContain('already has a preset of this name');
  await presets.name.fill('Delay in December');
  await presets.save.click();
  await expect(presets.name).toHaveCount(0);
  await expect(shell.preset('Delay in December')).toBeVisible();

  await send.campaignName.fill('something else');
  await page.getByRole('main').getByRole('button', { name: 'Revert', exact: true }).click();
  await expect(send.campaignName).toHaveValue('delays-dec');
  await first.app.close();

  const second = await start({ home: first.home });
  await second.shell.preset('Delay in December').click();
  await expect(second.send.summary).toContainText('delays-dec');
});

test('Undo restores a deleted preset', async ({ start }) => {
  const { shell, presets } = await start();
  await shell.goTo('Presets');
  await presets.act('Delete', 'Refund issued').click();
  await expect(presets.row('Refund issued')).toHaveCount(0);
  await shell.toasts.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(presets.row('Refund issued')).toBeVisible();
});

test('renames and duplicates a preset', async ({ start }) => {
  const { shell, presets, send } = await start();
  await shell.goTo('Presets');
  await presets.act('Rename', 'Refund issued').click();
  await presets.name.fill('');
  await presets.rename.click();
  await expect.poll(() => send.errorOf(presets.name)).toContain('Give the preset a name.');
  await presets.name.fill('Refund sent');
  await presets.rename.click();
  await expect(presets.row('Refund sent')).toBeVisible();
  await presets.act('Duplicate', 'Refund sent').click();
  await expect(presets.row(/Refund sent/)).toHaveCount(2);
});
