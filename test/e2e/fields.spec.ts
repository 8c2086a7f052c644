/** Invalid input gets an error beside its field, and nothing that was typed is lost. */
import { expect, test } from './keypost.ts';

test('an empty form shows what is missing beside each field, and sends nothing', async ({ start }) => {
  const { send, shell, log } = await start();
  await send.list.fill('');
  await send.template.fill(' ');
  await send.sendTo('');
  await expect.poll(() => send.errorOf(send.customerKey)).toContain('Type a customer key.');
  await expect.poll(() => send.errorOf(send.list)).toContain('Type the name of the list');
  await expect.poll(() => send.errorOf(send.template)).toContain('Type the name of the template');
  await expect(send.customerKey).toBeFocused();
  await shell.goTo('Log');
  await expect(log.nothing).toBeVisible();
});

test('refuses a dot as a name, and a campaign name that is too long', async ({ start }) => {
  const { send } = await start();
  await send.list.fill('..');
  await send.campaignName.fill('x'.repeat(101));
  await send.sendTo('ck1042');
  await expect.poll(() => send.errorOf(send.list)).toContain('two dots');
  await expect.poll(() => send.errorOf(send.campaignName)).toContain('at most 100 characters');
  await expect(send.campaignName).toHaveValue('x'.repeat(101));
  await expect(send.customerKey).toHaveValue('ck1042');
});

test('typed text survives a change of screens, and a response', async ({ start }) => {
  const { send, shell } = await start();
  await send.campaignName.fill('half done');
  await send.customerKey.fill('ck10');
  await shell.goTo('Log');
  await shell.goTo('Send');
  await expect(send.campaignName).toHaveValue('half done');
  await expect(send.customerKey).toHaveValue('ck10');
  await send.sendTo('ck-404');
  await send.expectOutcome('Rejected');
  await expect(send.campaignName).toHaveValue('half done');
  await expect(send.customerKey).toHaveValue('ck-404');
});

test('removes spaces at the ends and keeps spaces inside', async ({ start }) => {
  const { send, page } = await start();
  await send.sendTo('  ck 1042 ');
  await send.expectOutcome('Rejected');
  await expect(send.response).toContainText('found no ck 1042 on');
  await send.openRequest();
  await expect(page.getByRole('main')).toContainText('/ck%201042?');
});

test('in forced colours, only a checked checkbox has a tick', async ({ start }) => {
  const { page, send } = await start();
  await send.unfold();
  await page.emulateMedia({ forcedColors: 'active' });
  const tick = (label: string) => page.locator('label').filter({ hasText: label }).locator('svg');
  await expect(tick('Respect opt-out')).toBeVisible();
  await expect(tick('Email snapshot')).toBeHidden();
});
