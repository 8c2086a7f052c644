/** Lists and templates of a server that is as awkward as the reference allows. A message can always be typed and sent. */
import { startAwkwardSite, type AwkwardSite } from './awkward-site.ts';
import { html, json, refusal, acceptSends } from './awkward/responses.ts';
import { always, later, pagesOf } from './awkward/catalog.ts';
import { held } from './awkward/held.ts';
import { awkwardLists, awkwardNames, template } from './awkward/objects.ts';
import { expect, test, type Keypost } from './keypost.ts';
import { longestParsed } from './parsed-in-main.ts';
import { NamesPage } from './pages/names-page.ts';

const templates = [template(301, 'Shipping delay'), template(302, 'Order confirmation', { deletedFlag: false })];

let site: AwkwardSite;
test.beforeEach(async () => {
  site = await startAwkwardSite(acceptSends, pagesOf('lists', awkwardLists()), pagesOf('templates', templates));
});
test.afterEach(() => site.close());

async function addAccount({ shell, accounts, send }: Keypost): Promise<void> {
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Awkward', kind: 'Test', siteUrl: site.url, realm: 'awkward', password: 'correct horse' });
  await accounts.save.click();
  await expect(accounts.item('Awkward')).toBeVisible();
  await shell.goTo('Send');
  await send.chooseAccount('Awkward');
}

const namesOf = ({ page, send }: Keypost) => ({
  lists: new NamesPage(page, send.list, 'List'),
  templates: new NamesPage(page, send.template, 'Template'),
});

/** 1,455 objects, less 14 without a name and one that came twice. */
const lists = '1,440 lists, read just now.';

test('every name of three pages can be picked, and is sent exactly as it is', async ({ start }) => {
  const keypost = await start();
  await addAccount(keypost);
  const { send, page } = keypost;
  const names = namesOf(keypost);
  await send.list.click();
  await expect(names.lists.text(lists)).toBeVisible();
  expect(site.reads).toEqual(['/rest/lists?skip=0', '/rest/lists?skip=500', '/rest/lists?skip=1000', '/rest/templates?skip=0']);

  await send.list.fill('orders');
  await expect(names.lists.options).toHaveText(['Orders number 701', 'Orders number 1201']);
  await send.template.fill('Shipping delay');
  await page.keyboard.press('Escape');
  for (const name of awkwardNames) {
    await send.list.fill(name.slice(0, 24));
    await names.lists.options.first().click();
    await expect(send.list).toHaveValue(name);
    await send.sendTo('ck1');
    await send.expectOutcome('Accepted');
  }
  const sent = site.sends.map((url) => decodeURIComponent(url.split('/')[4] ?? ''));
  expect(sent).toEqual(awkwardNames);
});

test('while pages are slow, offers the earlier names, sends a message, and then offers the new names', async ({ start }) => {
  const first = await start();
  await addAccount(first);
  await first.send.list.click();
  await expect(namesOf(first).lists.text(lists)).toBeVisible();
  await first.app.close();

  const slow = held(pagesOf('lists', [{ listId: 1, listName: 'The only one' }]));
  site.addBehaviours(slow.behaviour);
  const keypost = await start({ home: first.home });
  const { send, page } = keypost;
  const names = namesOf(keypost);
  await send.list.click();
  await expect(names.lists.text(/1,440 lists, read/)).toBeVisible();
  await names.lists.readAgain.click();
  await slow.asked;
  await expect(names.lists.text('Reading the lists …')).toBeVisible();
  await send.list.fill('no maß größe');
  await expect(names.lists.options).toHaveCount(0);
  await send.list.fill('maß größe');
  await names.lists.options.first().click();
  await expect(send.list).toHaveValue('Größe & Maß');
  await send.template.fill('Shipping delay');
  await send.sendTo('ck1');
  await send.expectOutcome('Accepted');

  await send.list.click();
  await expect(names.lists.text('Reading the lists …')).toBeVisible();
  slow.release();
  await expect(names.lists.text('1 list, read just now.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('No list of this name was in this realm when it was read (just now).', { exact: true })).toBeVisible();
});

test('takes a single object for a list of one, and lets names be typed where templates are not listed', async ({ start }) => {
  site.addBehaviours(always('lists', json({ listId: '7', listName: 'Alone', skip: 0 })), always('templates', html(404)));
  const keypost = await start();
  await addAccount(keypost);
  const { send } = keypost;
  const names = namesOf(keypost);
  await send.list.click();
  await expect(names.lists.text('1 list, read just now.')).toBeVisible();
  await expect(names.lists.options).toHaveText(['Alone']);
  await names.lists.options.first().click();
  await send.template.click();
  await expect(names.templates.text("This realm doesn't list its templates (404). Type the name.")).toBeVisible();
  await send.template.fill('Shipping delay');
  await send.sendTo('ck1');
  await send.expectOutcome('Accepted');
  expect(site.sends[0]).toMatch(/^\/rest\/msg\/sendWithCustomerKey\/Alone\/Shipping%20delay\/ck1\?/);
});

test('keeps the earlier names and shows why when credentials are refused in the middle of the pages', async ({ start }) => {
  const keypost = await start();
  await addAccount(keypost);
  const { send } = keypost;
  const names = namesOf(keypost);
  await send.list.click();
  await expect(names.lists.text(lists)).toBeVisible();
  site.addBehaviours(later('lists', refusal(401, 'Unauthorized')));
  await names.lists.readAgain.click();
  await expect(
    names.lists.text(/The lists couldn't be read\. .* refused the realm or password \(401\)\. Open Accounts to c(?:orrect|heck) them\./),
  ).toBeVisible();
  await expect(names.lists.text(/1,440 lists, read/)).toBeVisible();
  await send.list.fill('maß größe');
  await expect(names.lists.options).toHaveText(['Größe & Maß']);
});

test('keeps the earlier names when a page is HTML or an error', async ({ start }) => {
  const keypost = await start();
  await addAccount(keypost);
  const { send } = keypost;
  const names = namesOf(keypost);
  site.addBehaviours(always('lists', html(200)));
  await send.list.click();
  await expect(names.lists.text(/The lists couldn't be read\. A web page came back \(200\)/)).toBeVisible();
  await expect(names.lists.options).toHaveCount(0);
  site.addBehaviours(pagesOf('lists', awkwardLists()));
  await names.lists.readAgain.click();
  await expect(names.lists.text(lists)).toBeVisible();
  site.addBehaviours(always('lists', json({ error: 'Try later', status: 'Service Unavailable', statusCode: 503 }, 503)));
  await names.lists.readAgain.click();
  await expect(names.lists.text(/isn't available at the moment \(503\)\. Wait a minute, then try again\./)).toBeVisible();
  await expect(names.lists.text(/1,440 lists, read/)).toBeVisible();
});

test('the main process does not parse a page with the text of 500 templates', async ({ start }) => {
  const keypost = await start();
  await addAccount(keypost);
  const { send, app } = keypost;
  const names = namesOf(keypost);
  await send.template.click();
  await expect(names.templates.text('2 templates, read just now.')).toBeVisible();
  const text = '<p>Dear customer, “ä”</p>\n'.repeat(3000);
  const large = Array.from({ length: 499 }, (_, index) => template(index, `Large ${index}`, { templateDataHtml: text }));
  site.addBehaviours(pagesOf('templates', large));
  const longest = await longestParsed(app, async () => {
    await names.templates.readAgain.click();
    await expect(names.templates.text('499 templates, read just now.')).toBeVisible();
  });
  // The page has 39 million characters.
  expect(longest).toBeLessThan(1_000_000);
});
