/** A preset whose list or template no longer exists is marked, from the stored catalog and without a request. */
import { startAwkwardSite, type AwkwardSite } from './awkward-site.ts';
import { acceptSends } from './awkward/responses.ts';
import { pagesOf } from './awkward/catalog.ts';
import { template } from './awkward/objects.ts';
import { expect, test } from './keypost.ts';
import { NamesPage } from './pages/names-page.ts';

const orders = { listId: 1, listName: 'Orders' };
const spring = { listId: 2, listName: 'Spring sale' };
const templates = [template(301, 'Shipping delay')];

let site: AwkwardSite;
test.beforeEach(async () => {
  site = await startAwkwardSite(acceptSends, pagesOf('lists', [orders, spring]), pagesOf('templates', templates));
});
test.afterEach(() => site.close());

test('is marked in the table, in the left column and beside the field, also after a restart, and can still be sent', async ({ start }) => {
  const first = await start();
  const { shell, accounts, send, presets } = first;
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Awkward', kind: 'Test', siteUrl: site.url, realm: 'awkward', password: 'correct horse' });
  await accounts.save.click();
  await expect(accounts.item('Awkward')).toBeVisible();
  await shell.goTo('Send');
  await send.chooseAccount('Awkward');
  await send.list.fill('Spring sale');
  await send.template.fill('Shipping delay');
  await send.template.press('Escape');
  await presets.saveAs.click();
  await presets.name.fill('Spring delay');
  await presets.save.click();

  // The list is among those that were read, so nothing is marked.
  const names = new NamesPage(first.page, send.list, 'List');
  await send.list.click();
  await expect(names.text('2 lists, read just now.')).toBeVisible();
  await expect(shell.missingReferences).toHaveCount(0);

  site.addBehaviours(pagesOf('lists', [orders]));
  await names.readAgain.click();
  await expect(names.text('1 list, read just now.')).toBeVisible();
  await expect(shell.missingReferences).toHaveText(['List gone']);
  await send.list.press('Escape');
  const hint = /^This preset’s list was gone when this realm was read \((just now|\d+ min ago)\)\.$/;
  await expect(first.page.getByText(hint, { exact: true })).toBeVisible();
  await first.app.close();

  const asked = site.reads.length;
  const second = await start({ home: first.home });
  await second.shell.preset('Spring delay').click();
  await expect(second.page.getByText(hint, { exact: true })).toBeVisible();
  await expect(second.shell.missingReferences).toHaveText(['List gone']);
  await second.send.sendTo('ck1');
  await second.send.expectOutcome('Accepted');
  await second.send.list.fill('Orders');
  await second.send.list.press('Escape');
  await expect(second.page.getByText(hint, { exact: true })).toHaveCount(0);
  await second.shell.goTo('Presets');
  await expect(second.presets.row('Spring delay')).toContainText('List gone');
  await expect(second.presets.row('Refund issued')).not.toContainText('gone');
  await second.presets.act('Load', 'Spring delay').click();
  // A look-up of ck1 may have been made.
  expect(site.reads.filter((path) => !path.includes('/subscribers/'))).toHaveLength(asked);
});
