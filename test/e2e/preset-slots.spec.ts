/** Ctrl with a number loads the same preset until a person changes its slot. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './keypost.ts';

test('a slot keeps its preset when other presets change; an empty slot shows a note and does not change the form', async ({ start }) => {
  const { shell, send, presets, page } = await start();
  await shell.goTo('Presets');
  await expect(presets.slotOf('Shipping delay', 2)).toHaveText('2');
  await presets.act('Rename', 'Order confirmation').click();
  await presets.name.fill('Zzz');
  await presets.rename.click();
  await presets.act('Duplicate', 'Shipping delay').click();
  await expect(presets.slotOf('Shipping delay copy', null)).toBeVisible();
  await presets.act('Delete', 'Shipping delay').click();
  await expect(presets.row(/^Shipping delay(?! copy)/)).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+3');
  await expect(send.summary).toContainText('Password notice');
  await expect(shell.preset('Password notice')).toHaveAttribute('aria-keyshortcuts', /^(Control|Meta)\+3$/);

  // The screen doesn't change, either.
  await shell.goTo('Presets');
  for (const slot of [2, 4]) {
    await page.keyboard.press(`ControlOrMeta+${slot}`);
    await expect(shell.toast(`No preset in slot ${slot}.`)).toHaveCount(1);
  }
  await page.keyboard.press('ControlOrMeta+4');
  await expect(shell.toast('No preset in slot 4.')).toHaveCount(1);
  await expect(page.getByRole('heading', { name: 'Presets', exact: true })).toBeVisible();
  await shell.goTo('Send');
  await expect(send.summary).toContainText('Password notice');
  await page.keyboard.press('ControlOrMeta+1');
  await expect(send.summary).toContainText('Order confirmation');
});

test('sets, swaps, takes over and clears a slot by keyboard, with a text before and after, and undoes it', async ({ start }) => {
  const first = await start();
  const { shell, send, presets, page } = first;
  await shell.goTo('Presets');
  await presets.slotOf('Refund issued', null).focus();
  await page.keyboard.press('Enter');
  await expect(presets.slotChoice('No slot')).toBeFocused();
  await expect(presets.slotChoice('2 Shipping delay')).toBeVisible();
  await page.keyboard.press('4');
  await expect(presets.slotChoice('4 Empty')).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(shell.toast(/“Refund issued” is in slot 4: (Ctrl\+|⌘)4 loads it\./)).toBeVisible();
  await expect(presets.slotOf('Refund issued', 4)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+4');
  await expect(send.summary).toContainText('Refund issued');

  await presets.menu('Change slot…');
  await expect(presets.slotChoice('4 Refund issued')).toBeFocused();
  await presets.slotChoice('1 Order confirmation').check();
  await expect(presets.slotDialog.getByRole('status')).toHaveText('“Order confirmation” moves to slot 4.');
  await presets.slotDialog.getByRole('button', { name: 'Swap slots', exact: true }).click();
  const swapped = shell.toast('“Refund issued” is in slot 1 now, and “Order confirmation” in slot 4.');
  await expect(swapped).toBeVisible();
  await page.keyboard.press('ControlOrMeta+4');
  await expect(send.summary).toContainText('Order confirmation');
  await swapped.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.keyboard.press('ControlOrMeta+4');
  await expect(send.summary).toContainText('Refund issued');

  await presets.menu('Clear slot');
  await expect(shell.toast('“Refund issued” is in no slot now. Slot 4 is empty.')).toBeVisible();
  await presets.menu('Set slot…');
  await presets.slotChoice('2 Shipping delay').check();
  await expect(presets.slotDialog.getByRole('status')).toHaveText('“Shipping delay” leaves slot 2 and is in no slot then.');
  await presets.slotDialog.getByRole('button', { name: 'Take slot', exact: true }).click();
  await expect(shell.toast('“Refund issued” is in slot 2 now, and “Shipping delay” in none.')).toBeVisible();

  // A removed preset takes its slot with it and brings it back.
  await presets.menu('Delete preset');
  await page.keyboard.press('ControlOrMeta+2');
  await expect(shell.toast('No preset in slot 2.')).toBeVisible();
  await shell.toast('“Refund issued” is deleted.').getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(shell.toast('“Refund issued” is back.')).toBeVisible();
  await first.app.close();

  const second = await start({ home: first.home });
  await expect(second.send.customerKey).toBeFocused();
  await second.page.keyboard.press('ControlOrMeta+2');
  await expect(second.send.summary).toContainText('Refund issued');
});

test('pinned presets of an older Keypost keep their numbers; the second of two with one name is renamed, with one notice', async ({
  start,
  home,
}) => {
  const preset = (name: string, createdAt: number, pinned: boolean) => ({
    ...{ id: `p${createdAt}`, name, accountId: 'practice', command: 'customerKey', list: 'Orders', template: name, subject: '', body: '' },
    ...{ format: 99, campaignName: '', respectOptout: true, snapshot: false, note: '', pinned, createdAt, updatedAt: createdAt },
  });
  mkdirSync(home, { recursive: true });
  const file = join(home, 'presets.json');
  const presets = [preset('Three', 3, true), preset('Two', 2, false), preset('One', 1, true), preset('Two', 4, true)];
  writeFileSync(file, JSON.stringify({ version: 2, presets }));

  const first = await start();
  await expect(first.shell.notices).toContainText('The list Orders had two presets called “Two”. The second one is called “Two (2)” now.');
  for (const [slot, name] of [
    [2, 'Three'],
    [1, 'One'],
    [3, 'Two (2)'],
  ] as const) {
    await first.page.keyboard.press(`ControlOrMeta+${slot}`);
    await expect(first.page.getByRole('main').getByRole('heading', { name, exact: true })).toBeVisible();
  }
  await first.app.close();
  expect(readFileSync(file, 'utf8')).not.toContain('pinned');

  const second = await start();
  await expect(second.shell.preset('Two (2)')).toBeVisible();
  await expect(second.shell.notices).toBeEmpty();
});
