/** Every command that sends one message, from the form to the bytes on the wire and to the log. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Keypost } from './keypost.ts';
import { ContactPage } from './pages/contact-page.ts';
import { NamesPage } from './pages/names-page.ts';
import { startRecordingSite, type RecordingSite } from './recording-site.ts';

let site: RecordingSite;
test.beforeEach(async ({ folder }) => {
  site = await startRecordingSite(folder);
});
test.afterEach(() => site.close());

interface Desk extends Keypost {
  contact: ContactPage;
}

async function withAccount(start: (options?: { env: Record<string, string> }) => Promise<Keypost>): Promise<Desk> {
  const keypost = await start({ env: { SSL_CERT_FILE: site.certificateFile } });
  const { shell, accounts, send, page } = keypost;
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: site.url, realm: 'acme', password: 'correct horse' });
  await accounts.save.click();
  await expect(accounts.item('Acme')).toBeVisible();
  await shell.goTo('Send');
  await send.chooseAccount('Acme');
  await send.campaignName.fill('');
  return { ...keypost, contact: new ContactPage(page) };
}

const head = (target: string, body: string): string =>
  [
    `POST ${target} HTTP/1.1`,
    `Host: ${site.host}`,
    `Authorization: Basic ${Buffer.from('acme:correct horse').toString('base64')}`,
    'Accept: application/vnd.whatcounts-v1+json',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    Buffer.from(body, 'utf8').toString('latin1'),
  ].join('\r\n');

test('list names and list numbers are kept apart, and both come back', async ({ start }) => {
  const { send, contact } = await withAccount(start);
  await send.list.fill('Orders');
  await send.template.fill('Shipping delay');
  await contact.sendBy.selectOption({ label: 'Contact model by ids' });
  await expect(send.list).toHaveValue('');
  await send.list.fill('7');
  await send.template.fill('8');
  await contact.sendBy.selectOption({ label: 'Contact in list' });
  await expect(send.list).toHaveValue('7');
  await contact.sendBy.selectOption({ label: 'Customer key' });
  await expect(send.list).toHaveValue('Orders');
  await expect(send.template).toHaveValue('Shipping delay');
  await contact.sendBy.selectOption({ label: 'Contact model by ids' });
  await expect(send.template).toHaveValue('8');
});

test('by e-mail and first name: the URL is the one in the reference, without a body', async ({ start }) => {
  const { send, contact, shell, log, page } = await withAccount(start);
  await contact.sendBy.selectOption({ label: 'E-mail and first name' });
  await expect(send.customerKey).toBeHidden();
  await expect(page.getByText(/Whether the first name has to be the one that the contact has is not documented\.$/)).toBeVisible();
  await send.list.fill('Orders');
  await send.template.fill('Shipping delay');
  await contact.email.fill('not an address');
  await contact.firstName.fill('Zoë');
  await contact.firstName.press('Enter');
  await expect.poll(() => send.errorOf(contact.email)).toContain('Enter a valid e-mail address');
  await expect(contact.email).toBeFocused();
  expect(site.requests).toEqual([]);
  await contact.email.fill('zoe+1@example.com');
  await contact.email.press('Enter');
  await send.expectOutcome('Accepted');
  await expect(contact.email).toBeFocused();
  expect(site.requests).toEqual([
    head('/msg/send/Orders/Shipping%20delay/zoe%2B1%40example.com/Zo%C3%AB?format=99&respectOptout=true', ''),
  ]);

  await send.format('HTML').check({ force: true });
  await contact.email.press('Enter');
  await expect(send.review).toContainText('You sent this less than a minute ago');
  await expect(send.review).toContainText('zoe+1@example.com');
  await page.keyboard.press('Escape');
  await shell.goTo('Log');
  await log.open('zoe+1@example.com');
  await expect(log.entry).toContainText('Sent by');
  await expect(log.entry).toContainText('E-mail and first name');
  await expect(log.entry).toContainText('Zoë');
  expect(site.requests).toHaveLength(1);
});

test('contact models: fields and JSON are two views of one body, which is sent as it is', async ({ start, home }) => {
  const { send, contact, shell, log, page } = await withAccount(start);
  await contact.sendBy.selectOption({ label: 'Contact model by names' });
  await expect(send.snapshot).toBeHidden();
  await expect(send.respectOptout).toBeVisible();
  await send.list.fill('Orders');
  await send.template.fill('Shipping delay');
  await send.send.click();
  await expect.poll(() => send.errorOf(contact.field('Customer key'))).toBe('Say who gets it: a customer key or an e-mail address.');
  // An error of one command isn't shown for another one.
  await send.list.fill('');
  await send.send.click();
  await expect.poll(() => send.errorOf(send.list)).toContain('Type the name of the list');
  await contact.sendBy.selectOption({ label: 'Contact in list' });
  await expect.poll(() => send.errorOf(send.list)).toBe('');
  await contact.sendBy.selectOption({ label: 'Contact model by names' });
  await send.list.fill('Orders');
  await contact.field('Customer key').fill('ck7');
  await contact.email.fill('ada.secret@example.com');
  await contact.more.click();
  await contact.field('Last name').fill('Lindqvist-Secret');
  await contact.addCustomField.click();
  await expect(contact.customField(1, 'Name')).toBeFocused();
  await contact.customField(1, 'Name').fill('order');
  await contact.customField(1, 'Value').fill('A1-secret');
  await contact.view('JSON').check({ force: true });
  const body = JSON.stringify(
    { customerKey: 'ck7', email: 'ada.secret@example.com', lastName: 'Lindqvist-Secret', customData: { order: 'A1-secret' } },
    null,
    2,
  );
  await expect(contact.json).toHaveValue(body);
  await send.openRequest();
  await expect(send.request).toContainText('A1-secret');
  await send.send.click();
  await send.expectOutcome('Accepted');
  expect(site.requests).toEqual([head('/rest/msg/sendWithModel/Orders/Shipping%20delay?format=99&respectOptout=true', body)]);

  // JSON that the fields can't represent exactly stays JSON, and is sent byte for byte.
  const odd = '{ "customerKey": "ck8", "customData": { "big": 12345678901234567890, "ü": 1.0 } }';
  await contact.json.fill(odd);
  await expect(contact.view('Fields')).toBeDisabled();
  await send.send.click();
  await send.expectOutcome('Accepted');
  expect(site.requests[1]).toBe(head('/rest/msg/sendWithModel/Orders/Shipping%20delay?format=99&respectOptout=true', odd));

  await contact.json.fill('{ "customerKey": ');
  await send.send.click();
  await expect.poll(() => send.errorOf(contact.json)).toContain('valid JSON object');
  await expect(contact.json).toHaveValue('{ "customerKey": ');
  await expect(contact.json).toBeFocused();
  await contact.json.fill(`{"customerKey":"${'x'.repeat(300_000)}"}`);
  await send.send.click();
  await expect.poll(() => send.errorOf(contact.json)).toContain('at most 262144 are possible');
  await contact.json.fill('{ "customerKey": ');
  expect(site.requests).toHaveLength(2);

  await shell.goTo('Log');
  await log.open('ck7');
  await expect(log.entry).toContainText('(not kept)');
  await expect(log.entry).toContainText('the settings keep out of the log');
  await log.entry.getByRole('button', { name: 'Use again', exact: true }).click();
  await expect(page.getByText(/^The log did not keep all of the contact \(email/)).toBeVisible();
  await expect(contact.view('JSON')).toBeChecked();
  await expect(contact.json).toHaveValue('{\n  "customerKey": "ck7"\n}');
  await send.send.click();
  await expect.poll(() => send.errorOf(contact.json)).toContain('The log did not keep this part of the body (email, lastName, customData)');
  await expect(contact.json).toBeFocused();

  // It stays incomplete after another preset and back, and after a field was typed and removed again.
  await shell.preset('Shipping delay').click();
  await expect(send.customerKey).toBeVisible();
  await page.getByRole('button', { name: 'Bring back', exact: true }).click();
  await expect(contact.json).toHaveValue('{\n  "customerKey": "ck7"\n}');
  await send.send.click();
  await expect.poll(() => send.errorOf(contact.json)).toContain('The log did not keep this part of the body');
  await contact.view('Fields').check({ force: true });
  for (const typed of ['a@b.example', '']) await contact.email.fill(typed);
  await send.send.click();
  await expect.poll(() => send.errorOf(contact.field('Customer key'))).toContain('(email, lastName, customData)');
  expect(site.requests).toHaveLength(2);
  for (const file of readdirSync(home).filter((name) => name.startsWith('log'))) {
    expect(readFileSync(join(home, file)).includes('secret', 0, 'utf8'), file).toBe(false);
    expect(readFileSync(join(home, file)).includes('Secret', 0, 'utf8'), file).toBe(false);
  }
});

test('refuses custom data that could not be sent, beside its row', async ({ start }) => {
  const { send, contact, page, shell } = await withAccount(start);
  await contact.sendBy.selectOption({ label: 'Contact model by names' });
  await send.list.fill('Orders');
  await send.template.fill('Shipping delay');
  await contact.field('Customer key').fill('ck7');
  await contact.more.click();
  await contact.addCustomField.click();
  await contact.customField(1, 'Value').fill('abc');
  await shell.goTo('Log');
  await shell.goTo('Send');
  await expect(contact.customField(1, 'Value')).toHaveValue('abc');
  await send.send.click();
  await expect(page.getByText(/^The custom field with “abc” has no name/)).toBeVisible();
  await contact.customField(1, 'Name').fill('order');
  await contact.addCustomField.click();
  await contact.customField(2, 'Name').fill('order');
  await contact.customField(2, 'Value').fill('x');
  await contact.more.click();
  await send.send.click();
  await expect(page.getByText(/^Two custom fields are called “order”/)).toBeVisible();
  expect(site.requests).toEqual([]);
  await contact.customField(2, 'Name').fill('order2');
  await send.send.click();
  await send.expectOutcome('Accepted');
  expect(site.requests[0]).toContain('"order2"');
});

test('by ids: refuses names beside their fields, and sends numbers', async ({ start }) => {
  const { send, contact } = await withAccount(start);
  await contact.sendBy.selectOption({ label: 'Contact model by ids' });
  await send.list.fill('Orders');
  await send.template.fill('0302');
  await contact.email.fill('a@b.example');
  await send.send.click();
  await expect.poll(() => send.errorOf(send.list)).toContain('this command takes no names');
  await expect.poll(() => send.errorOf(send.template)).toContain('this command takes no names');
  await send.list.fill('13');
  await send.template.fill('302');
  await send.template.press('Tab');
  await send.campaignName.fill('nov');
  await send.send.click();
  await send.expectOutcome('Accepted');
  const body = JSON.stringify({ email: 'a@b.example' }, null, 2);
  expect(site.requests).toEqual([head('/rest/msg/sendWithIdsAndModel/13/302?format=99&campaignName=nov&respectOptout=true', body)]);
});

test('own content: a subject line of at most 48 characters instead of a template', async ({ start }) => {
  const { send, contact, shell, log } = await withAccount(start);
  await contact.sendBy.selectOption({ label: 'Own content' });
  await expect(send.template).toBeHidden();
  await send.list.fill('Orders');
  await send.list.press('Tab');
  await contact.subject.fill('x'.repeat(49));
  await contact.view('JSON').check({ force: true });
  const body = '{"email":"a@b.example","html":"<p>Hello & welcome</p>"}';
  await contact.json.fill(body);
  await send.send.click();
  await expect.poll(() => send.errorOf(contact.subject)).toContain('at most 48');
  await contact.subject.fill('Your order & more');
  await send.send.click();
  await send.expectOutcome('Accepted');
  const target = '/rest/msg/sendWithContent/Orders/?format=99&respectOptout=true&subjectLine=Your%20order%20%26%20more';
  expect(site.requests).toEqual([head(target, body)]);
  await shell.goTo('Log');
  await log.open('a@b.example');
  await expect(log.entry).toContainText('Subject line');
});

test('to a contact in a list: requires its number, and offers neither opt-out nor snapshot', async ({ start }) => {
  const { send, contact, page } = await withAccount(start);
  await contact.sendBy.selectOption({ label: 'Contact in list' });
  await expect(send.snapshot).toBeHidden();
  await expect(send.respectOptout).toBeHidden();
  await send.list.fill('13');
  await send.template.fill('302');
  await contact.contactId.fill('Ada');
  await send.send.click();
  await expect.poll(() => send.errorOf(contact.contactId)).toContain('an integer above 0');
  await contact.contactId.fill('51042');
  await send.send.click();
  await send.expectOutcome('Accepted');
  expect(site.requests).toEqual([head('/rest/lists/13/302?format=99', '{\n  "subscriberId": 51042\n}')]);

  // Members without a field in another command are still sent, so they are named; those of a contact that was sent to are not.
  await contact.contactId.fill('51043');
  await contact.sendBy.selectOption({ label: 'Contact model by ids' });
  await expect(page.getByText('Other fields in the body: subscriberId. Switch to JSON to edit them.', { exact: true })).toBeVisible();
});

test('a preset keeps the command and the content, but no recipient; switching commands loses nothing', async ({ start, home }) => {
  const { send, contact, presets, page } = await withAccount(start);
  await send.customerKey.fill('ck1042');
  await contact.sendBy.selectOption({ label: 'Own content' });
  await send.list.fill('Orders');
  await send.list.press('Tab');
  await contact.subject.fill('Hello');
  await contact.view('JSON').check({ force: true });
  await contact.json.fill('{"email":"ada.secret@example.com","html":"<p>Hello</p>"}');
  await page.getByRole('button', { name: 'Save as preset', exact: true }).click();
  await presets.name.fill('Own hello');
  await presets.save.click();
  await expect(page.getByRole('heading', { name: 'Own hello', exact: true })).toBeVisible();
  expect(readFileSync(join(home, 'presets.json'), 'utf8')).not.toContain('ada.secret');
  await contact.sendBy.selectOption({ label: 'Customer key' });
  await expect(send.customerKey).toHaveValue('ck1042');
  await contact.sendBy.selectOption({ label: 'Own content' });
  await expect(contact.json).toHaveValue('{"email":"ada.secret@example.com","html":"<p>Hello</p>"}');
  await expect(contact.subject).toHaveValue('Hello');
});

test('by ids: picking a name sends its number and shows the name', async ({ start }) => {
  const { send, page } = await start();
  const contact = new ContactPage(page);
  await contact.sendBy.selectOption({ label: 'Contact model by ids' });
  await send.list.fill('order');
  const names = new NamesPage(page, send.list, 'List');
  await expect(names.options.first()).toContainText('Orders');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(send.list).toHaveValue('13');
  await expect(send.list).toHaveAccessibleDescription('Orders');
  await send.template.fill('302');
  await expect(new NamesPage(page, send.template, 'Template').options).toHaveText([/Shipping delay/]);
  await send.template.press('Tab');
  await contact.field('Customer key').fill('ck1042');
  await send.openRequest();
  await expect(send.request).toContainText('/rest/msg/sendWithIdsAndModel/13/302');
});

test.describe('in the practice realm', () => {
  const cases = [
    ['E-mail and first name', 'Orders', 'Shipping delay'],
    ['Contact model by names', 'Orders', 'Shipping delay'],
    ['Contact model by ids', '13', '302'],
    ['Own content', 'Orders', ''],
    ['Contact in list', '13', '302'],
  ] as const;

  test('every command gets a response', async ({ start }) => {
    const { send, page } = await start();
    const contact = new ContactPage(page);
    for (const [label, list, template] of cases) {
      await contact.sendBy.selectOption({ label });
      await send.list.fill(list);
      await send.list.press('Tab');
      if (template === '') await contact.subject.fill('Hello');
      else {
        await send.template.fill(template);
        await send.template.press('Tab');
      }
      if (label === 'Contact in list') await contact.json.fill('{"subscriberId":51042}');
      if (label === 'Contact in list') await contact.view('Fields').check({ force: true });
      if (label === 'Contact in list') await contact.contactId.fill('51042');
      await contact.email.fill('ada@example.com');
      await contact.firstName.fill('Ada');
      if (label === 'Own content') {
        await send.send.click();
        await expect.poll(() => send.errorOf(contact.field('Customer key'))).toContain('only who gets it');
        await contact.view('JSON').check({ force: true });
        await contact.json.fill('{"customerKey":"ck1042","html":"<p>Hello</p>"}');
      }
      await send.send.click();
      if (await send.review.isVisible()) await send.sendAnyway.click();
      await send.expectOutcome('Accepted');
    }
  });
});
