/** Edits of a preset in the form: reverting them, saving them, and the account of the preset. */
import { expect, test, type Keypost } from './keypost.ts';

async function addAccount({ shell, accounts }: Keypost): Promise<void> {
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: 'https://mail.acme.example', realm: 'acme', password: 'correct horse' });
  await accounts.save.click();
  await expect(accounts.item('Acme')).toBeVisible();
  await shell.goTo('Send');
}

test('loading the preset that is in the form keeps its edits and offers to revert them, which can be undone', async ({ start }) => {
  const { shell, send, presets, page } = await start();
  await expect(send.customerKey).toBeFocused();
  await page.keyboard.press('ControlOrMeta+2');
  await expect(send.summary).toContainText('Shipping delay');
  await send.campaignName.fill('delays-dec');
  await send.customerKey.fill('ck1042');
  for (const again of [() => page.keyboard.press('ControlOrMeta+2'), () => shell.preset('Shipping delay').click()]) {
    await again();
    const offer = shell.toast('“Shipping delay” is loaded already, and your edits are still in it.');
    await expect(offer).toHaveCount(1);
    await expect(send.customerKey).toBeFocused();
    await expect(send.customerKey).toHaveValue('ck1042');
    await expect(send.campaignName).toHaveValue('delays-dec');
  }
  await shell.toast('is loaded already').getByRole('button', { name: 'Revert', exact: true }).click();
  await expect(send.campaignName).toHaveValue('delays-nov');
  await expect(send.customerKey).toHaveValue('ck1042');
  await expect(presets.edited).toHaveCount(0);
  await send.customerKey.fill('ck1043');
  await shell.toast('“Shipping delay” is as it was saved.').getByRole('button', { name: 'Bring back', exact: true }).click();
  await expect(send.campaignName).toHaveValue('delays-dec');
  await expect(send.customerKey).toHaveValue('ck1043');
  await expect(presets.edited).toBeVisible();

  // The offer disappears once another preset is in the form.
  await page.keyboard.press('ControlOrMeta+2');
  await expect(shell.toast('is loaded already')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+3');
  await expect(shell.toast('is loaded already')).toHaveCount(0);
});

test('the header shows what will be sent; saving to another account is announced before and after, and can be undone', async ({
  start,
}) => {
  const keypost = await start();
  const { shell, send, presets, page } = keypost;
  await addAccount(keypost);
  await page.keyboard.press('ControlOrMeta+2');
  const { header } = presets;
  await expect(send.summary).toHaveText('Orders · Shipping delay · MIME · delays-nov');
  await expect(header).toContainText('Practice realm');
  await send.list.fill('Notices');
  await send.list.press('Escape');
  await send.chooseAccount('Acme');
  await expect(send.summary).toContainText('Notices · Shipping delay');
  await expect(header).toContainText('Acme (test)');
  await expect(header).not.toContainText('Orders');
  await expect(presets.edited).toBeVisible();
  await expect(header).toContainText('This preset is saved for Practice realm. “Save changes” moves it to Acme.');

  await presets.saveChanges.click();
  const saved = shell.toast('“Shipping delay” is saved, and moved from Practice realm to Acme and from the list Orders to Notices.');
  await expect(saved).toBeVisible();
  await expect(presets.edited).toHaveCount(0);
  await saved.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(shell.toast('“Shipping delay” is as it was before. Your edits are still in the form.')).toBeVisible();
  await expect(presets.edited).toBeVisible();
  await expect(send.list).toHaveValue('Notices');
  await shell.goTo('Presets');
  await expect(presets.row('Shipping delay')).toContainText('Practice realm');
});

test('a name is unique among the presets of one account, and can be used in another one', async ({ start }) => {
  const keypost = await start();
  const { shell, send, presets, page } = keypost;
  await addAccount(keypost);
  await page.keyboard.press('ControlOrMeta+2');
  await presets.saveAs.click();
  await presets.name.fill('Shipping\u00a0 DELAY');
  await presets.save.click();
  await expect.poll(() => send.errorOf(presets.name)).toBe('The list Orders already has a preset of this name. Choose another name.');
  await page.keyboard.press('Escape');
  await send.chooseAccount('Acme');
  await presets.saveAs.click();
  await presets.name.fill('Shipping delay');
  await presets.save.click();
  await expect(presets.name).toHaveCount(0);
  await expect(shell.preset('Shipping delay').filter({ hasText: 'Acme' })).toBeVisible();
  await expect(shell.preset('Shipping delay').filter({ hasText: 'Practice realm' })).toBeVisible();

  // Undo would put two presets with this name into the first account.
  await send.chooseAccount('Practice realm');
  await presets.saveChanges.click();
  await expect(shell.toast('The list Orders already has a preset of this name. Choose another name.')).toBeVisible();
  await expect(presets.edited).toBeVisible();
});
