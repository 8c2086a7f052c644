/** The keyboard focus: it never falls back to the body, a list is one tab stop, and icons have names. */
import type { Locator } from '@playwright/test';
import { expect, shared, test, type Keypost } from './keypost.ts';
import { ContactPage } from './pages/contact-page.ts';
import { NamesPage } from './pages/names-page.ts';
import { seedTour } from './tour.ts';

const open = shared(seedTour);

/** What has the focus once nothing changes any more: its name, or "body". */
const focused = (page: Keypost['page']): Promise<string> =>
  page.evaluate(async () => {
    for (let n = 0; n < 3; n++) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const element = document.activeElement ?? document.body;
    if (element === document.body) return 'body';
    return element.getAttribute('aria-label') ?? (element.textContent.trim() || element.id || element.tagName);
  });

/** Does something by the keyboard, waits for the result, and expects the focus anywhere but on the body; on `home`, if it is given. */
async function expectFocusAfter(page: Keypost['page'], control: Locator, done: () => Promise<unknown>, home?: Locator): Promise<void> {
  await control.focus();
  await page.keyboard.press('Enter');
  await done();
  const now = await focused(page);
  expect(now, `after ${String(control)}`).not.toBe('body');
  if (home) await expect(home).toBeFocused();
}

test('the focus never falls to the body: presets and the form', async () => {
  const { page, shell, presets, send } = await open();
  const gone = (what: Locator) => () => expect(what).toHaveCount(0);
  const shown = (what: Locator) => () => expect(what).toBeVisible();

  await shell.goTo('Presets');
  await expectFocusAfter(
    page,
    presets.act('Delete', 'Password notice'),
    gone(presets.row('Password notice')),
    presets.act('Delete', 'Refund issued'),
  );
  const undo = shell.toasts.getByRole('button', { name: 'Undo', exact: true }).last();
  await expectFocusAfter(page, undo, shown(presets.row('Password notice')), presets.act('Delete', 'Refund issued'));
  await expectFocusAfter(page, presets.act('Rename', 'Refund issued'), shown(presets.name), presets.name);
  await page.keyboard.press('Escape');
  await expect(presets.act('Rename', 'Refund issued')).toBeFocused();
  await expectFocusAfter(page, presets.act('Duplicate', 'Refund issued'), shown(presets.row('Refund issued copy')));
  await expectFocusAfter(
    page,
    presets.act('Delete', 'Refund issued copy'),
    gone(presets.row('Refund issued copy')),
    presets.act('Delete', 'Refund issued'),
  );
  await expectFocusAfter(page, presets.act('Load', 'Refund issued'), shown(send.customerKey), send.customerKey);

  await send.campaignName.fill('refunds-dec');
  await expectFocusAfter(page, presets.saveChanges, gone(presets.edited), send.customerKey);
  await expectFocusAfter(page, undo, shown(presets.edited));
  await expectFocusAfter(page, presets.revert, gone(presets.edited), send.customerKey);
  await presets.saveAs.focus();
  await page.keyboard.press('Enter');
  await presets.name.fill('One more');
  await expectFocusAfter(page, presets.save, gone(presets.name));
  await presets.openMenu();
  await expectFocusAfter(page, page.getByRole('menuitem', { name: 'Delete preset', exact: true }), gone(shell.preset('One more')));

  const contact = new ContactPage(page);
  await contact.sendBy.selectOption({ label: 'Contact model by names' });
  await contact.more.click();
  await contact.addCustomField.click();
  await contact.addCustomField.click();
  for (const left of [1, 0]) {
    await expectFocusAfter(page, contact.removeCustomField(left + 1), gone(contact.customField(left + 1, 'Name')));
  }
  await contact.sendBy.selectOption({ label: 'Customer key' });
  await page.keyboard.press('ControlOrMeta+2');
  await expect(send.customerKey).toBeFocused();
});

test('the focus never falls to the body: sending, and the log', async () => {
  const { page, shell, send, log, tools } = await open();
  await page.keyboard.press('ControlOrMeta+2');
  await send.sendTo('ck-404');
  await send.expectOutcome('Rejected');
  await expectFocusAfter(page, send.openEntry, () => expect(log.entry).toBeVisible(), log.outcomeOfEntry);
  await expectFocusAfter(page, log.closeEntry, () => expect(log.entry).toHaveCount(0));
  await log.open('ck1');
  await expectFocusAfter(page, log.useAgain, () => expect(send.customerKey).toHaveValue('ck1'), send.customerKey);
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(log.table).toBeVisible();
  expect(await focused(page)).not.toBe('body');
  await log.search.focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(send.customerKey).toBeVisible();
  expect(await focused(page)).not.toBe('body');

  await shell.goTo('Log');
  await log.choose('Outcome', 'Accepted', 'Unknown');
  await expect(log.outcome).toBeFocused();
  await expectFocusAfter(page, log.filters.first(), () => expect(log.filters).toHaveCount(1));
  await expectFocusAfter(page, log.clearAll, () => expect(log.filters).toHaveCount(0));
  await tools.choose('Clear log…');
  await tools.confirmation.fill('clear log');
  await expectFocusAfter(page, tools.button('Clear log'), () => expect(tools.toasts).toContainText('The log is cleared'), tools.menu);
});

test('the focus never falls to the body: accounts, settings and messages', async () => {
  const { page, shell, accounts, settings } = await open();
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: 'https://mail.acme.example', realm: 'acme', password: 'correct horse' });
  await expectFocusAfter(page, accounts.save, () => expect(accounts.item('Acme')).toBeVisible(), accounts.save);
  await accounts.realm.fill('acme2');
  await expectFocusAfter(page, accounts.discard, () => expect(accounts.realm).toHaveValue('acme'));
  await accounts.forget.click();
  await expectFocusAfter(page, shell.dialog.getByRole('button', { name: 'Forget password', exact: true }), () =>
    expect(accounts.forget).toHaveCount(0),
  );
  await accounts.remove.click();
  await expectFocusAfter(page, shell.dialog.getByRole('button', { name: 'Remove account', exact: true }), () =>
    expect(accounts.item('Acme')).toHaveCount(0),
  );
  await accounts.add.click();
  await expectFocusAfter(page, accounts.discard, () => expect(accounts.discard).toHaveCount(0));

  await shell.goTo('Settings');
  await settings.proxyAddress.fill('proxy.acme.example:3128');
  await settings.proxyUser.fill('ada');
  await settings.proxyPassword.fill('correct horse');
  await expectFocusAfter(page, settings.saveProxyLogin, () => expect(settings.proxyLogins).toHaveCount(1), settings.saveProxyLogin);
  await expectFocusAfter(page, settings.proxyLogins.getByRole('button', { name: /^Remove/ }), () =>
    expect(settings.proxyLogins).toHaveCount(0),
  );
  await settings.keepEntriesDays.fill('30');
  await settings.keepEntriesDays.press('Enter');
  // Whether the log was cleared or Keypost asks first, something must have the focus.
  await page.keyboard.press('Escape');
  expect(await focused(page)).not.toBe('body');

  await page.reload();
  await expectFocusAfter(page, shell.notices.getByRole('button', { name: 'Dismiss notice', exact: true }), () =>
    expect(shell.notices).toHaveText(''),
  );
});

test('forty presets are one tab stop in the left column and one in the table; keys move through them', async () => {
  const { page, shell, presets } = await open();
  await page.evaluate(async () => {
    const { keypost } = globalThis as unknown as { keypost: { call: (name: string, input: unknown) => Promise<string> } };
    const list = JSON.parse(await keypost.call('presets.list', null)) as { value: Record<string, unknown>[] };
    const { id: _id, slot: _slot, createdAt: _createdAt, updatedAt: _updatedAt, ...draft } = list.value[0] ?? {};
    for (let n = 10; n < 50; n++) await keypost.call('presets.create', { ...draft, name: `Preset ${n}` });
  });
  await shell.goTo('Presets');
  await expect(presets.row('Preset 49')).toBeVisible();
  const stops = (within: Locator): Promise<number> =>
    within.evaluate((element) => [...element.querySelectorAll<HTMLElement>('button')].filter(({ tabIndex }) => tabIndex >= 0).length);
  expect(await stops(presets.table)).toBe(1);
  expect(await stops(shell.presets)).toBe(1);

  await presets.search.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(presets.act('Load', 'Order confirmation')).toBeFocused();
  await page.keyboard.press('Tab');
  expect(await presets.table.evaluate((table) => table.contains(document.activeElement))).toBe(false);
  await page.keyboard.press('Shift+Tab');
  for (const [key, verb, name] of [
    ['ArrowDown', 'Load', 'Shipping delay'],
    ['ArrowRight', 'Rename', 'Shipping delay'],
    ['End', 'Rename', 'Refund issued'],
    ['Home', 'Rename', 'Order confirmation'],
    ['p', 'Rename', 'Preset 10'],
    ['ArrowDown', 'Rename', 'Preset 11'],
    ['ArrowLeft', 'Load', 'Preset 11'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(presets.act(verb, name)).toBeFocused();
  }
  expect(await stops(presets.table)).toBe(1);

  await shell.filter.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('End');
  await expect(shell.preset('Refund issued')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  expect(await stops(shell.presets)).toBe(1);
  await page.keyboard.press('Shift+Tab');
  await expect(shell.filter).toBeFocused();
  await shell.filter.fill('preset 4');
  await expect(shell.presets.getByRole('status')).toHaveText('13 presets match');
});

test('every icon shows its name on hover and on focus, and Escape hides it', async () => {
  const { page, shell, presets, send, log } = await open();
  const tip = page.getByRole('tooltip');
  await shell.preset('Shipping delay').click();
  await expect(send.summary).toContainText('Shipping delay');
  const silent: string[] = [];
  for (const screen of ['Send', 'Presets', 'Log', 'Accounts', 'Settings'] as const) {
    await shell.goTo(screen);
    if (screen === 'Log') await log.rows('Unknown').first().click();
    await page.keyboard.press('Shift');
    silent.push(
      ...(await page.evaluate(async () => {
        const faults: string[] = [];
        for (const button of document.querySelectorAll<HTMLElement>('button, [role=button], a[href]')) {
          if (!button.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true }) || button.innerText.trim() !== '') continue;
          const name = button.getAttribute('aria-label') ?? '';
          button.focus();
          await new Promise((resolve) => requestAnimationFrame(resolve));
          const tooltip = document.querySelector<HTMLElement>('[role=tooltip]')?.innerText ?? '';
          if (name === '' || tooltip === '') faults.push(`${button.outerHTML.slice(0, 120)}: ${tooltip}`);
        }
        return faults;
      })),
    );
  }
  expect(silent).toEqual([]);

  await shell.goTo('Presets');
  const remove = presets.act('Delete', 'Shipping delay');
  await page.keyboard.press('Shift');
  await remove.focus();
  await expect(tip).toHaveText('Delete');
  await page.keyboard.press('Escape');
  await expect(tip).toHaveCount(0);
  await expect(remove).toBeFocused();
  // The tooltip stays while the mouse is over it.
  await remove.hover();
  await expect(tip).toHaveText('Delete');
  await tip.hover();
  await page.mouse.move(0, 0, { steps: 3 });
  await expect(tip).toHaveCount(0);
});

test('a field that offers names announces how many match', async () => {
  const { page, send } = await open();
  const names = new NamesPage(page, send.list, 'List');
  await send.list.click();
  await expect(names.options.first()).toBeVisible();
  await expect(names.count).toHaveText(/^[\d,]+ names$/);
  await send.list.fill('o');
  await expect(names.count).toHaveText(/^[\d,]+ names? match(es)?$/);
  await send.list.fill('no such list at all');
  await expect(names.text(/^Nothing matches/)).toBeVisible();
  await page.keyboard.press('Escape');
});
