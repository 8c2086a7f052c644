/** Text that looks alike: what is pasted, what the form shows about it, what one click does, and what is sent. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test, type Keypost } from './keypost.ts';
import { ContactPage } from './pages/contact-page.ts';
import { FieldPage } from './pages/field-page.ts';
import { NamesPage } from './pages/names-page.ts';
import { jsonResponse, startRecordingSite, type RecordingSite } from './recording-site.ts';

let site: RecordingSite;
test.beforeEach(async ({ folder }) => {
  site = await startRecordingSite(folder);
});
test.afterEach(() => site.close());

type Start = (options?: { env: Record<string, string> }) => Promise<Keypost>;

async function withAccount(start: Start): Promise<Keypost> {
  const keypost = await start({ env: { SSL_CERT_FILE: site.certificateFile } });
  const { shell, accounts, send } = keypost;
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: site.url, realm: 'acme', password: 'correct horse' });
  await accounts.save.click();
  await expect(accounts.item('Acme')).toBeVisible();
  await shell.goTo('Send');
  await send.chooseAccount('Acme');
  await send.campaignName.fill('');
  await send.list.fill('Orders');
  await send.template.fill('Welcome');
  return keypost;
}

/** Pastes as from another program. */
async function paste({ app, page }: Pick<Keypost, 'app' | 'page'>, text: string): Promise<void> {
  await app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
  await page.keyboard.press('ControlOrMeta+V');
}

const targets = (): string[] => site.requests.map((request) => request.split(' ')[1] ?? '');
const sendTo = (list: string, template: string, key: string): string =>
  `/rest/msg/sendWithCustomerKey/${[list, template, key].map(encodeURIComponent).join('/')}?format=99&respectOptout=true`;

test('a key with a joiner in it is not sent; a click removes the joiner, and then the plain key is sent, once', async ({ start }) => {
  const keypost = await withAccount(start);
  const { page, send } = keypost;
  const key = new FieldPage(page, 'send-customerKey');
  await send.customerKey.focus();
  await paste(keypost, ' ck10\u200d42\u00a0');
  await expect(key.below).toHaveText(
    'This customer key has an invisible character: a zero width joiner (U+200D), character 5, after “ck10”.',
  );
  await page.keyboard.press('Enter');
  await expect(send.customerKey).toBeFocused();
  expect(site.requests).toEqual([]);
  await key.action('Remove it').click();
  await expect(send.customerKey).toHaveValue('ck1042');
  await expect(send.customerKey).toBeFocused();
  await expect(key.action('Remove it')).toBeHidden();
  await page.keyboard.press('Enter');
  await send.expectOutcome('Accepted');
  expect(targets()).toEqual([sendTo('Orders', 'Welcome', 'ck1042')]);

  // It is the key that was just sent to, with invisible characters at its ends.
  await send.sendTo('\u200cck1042\u2060');
  await expect(send.review).toContainText('You sent this');
  expect(site.requests).toHaveLength(1);
});

test('an unusual space can be replaced by a plain one or removed', async ({ start }) => {
  const { page, send } = await withAccount(start);
  const key = new FieldPage(page, 'send-customerKey');
  await send.sendTo('ck\u00a01042');
  await expect(key.below).toHaveText(
    'This customer key has a character that looks like a space: a no-break space (U+00A0), character 3, after “ck”.',
  );
  await expect(key.action('Remove it')).toBeVisible();
  await key.action('Replace it with a space').click();
  await page.keyboard.press('Enter');
  await send.expectOutcome('Accepted');
  expect(targets()).toEqual([sendTo('Orders', 'Welcome', 'ck 1042')]);
});

test('sends nothing to several addresses, a display name or a link before one address is chosen', async ({ start }) => {
  const { page, send } = await withAccount(start);
  const contact = new ContactPage(page);
  await contact.sendBy.selectOption({ label: 'E-mail and first name' });
  await contact.firstName.fill('Ada');
  const email = new FieldPage(page, 'send-email');
  for (const typed of ['Ada Lovelace <ada@example.com>', '<ada@example.com>', 'mailto:ada@example.com?subject=Hi']) {
    await contact.email.fill(typed);
    await contact.email.press('Enter');
    await expect(email.below).toHaveText('Enter the e-mail address alone, with nothing around it.');
    await expect(email.action('Use ada@example.com')).toBeVisible();
  }
  await contact.email.fill('ada@example.com,bob@example.com');
  await contact.email.press('Enter');
  await expect(email.below).toHaveText('This has 2 e-mail addresses, and a message goes to one contact. Choose one.');
  await page.keyboard.press('Tab');
  await expect(email.action('Use ada@example.com')).toBeFocused();
  await page.keyboard.type('Ada');
  await page.keyboard.press('Enter');
  await expect(contact.email).toHaveValue('ada@example.com,bob@example.com');
  expect(site.requests).toEqual([]);
  await email.action('Use bob@example.com').click();
  await expect(contact.email).toHaveValue('bob@example.com');
  await page.keyboard.press('Enter');
  await send.expectOutcome('Accepted');
  expect(targets()).toEqual([`/msg/send/Orders/Welcome/bob%40example.com/Ada?format=99&respectOptout=true`]);
});

test('a body is sent byte for byte, except for what a click removes from a name in it', async ({ start }) => {
  const { page, send } = await withAccount(start);
  const contact = new ContactPage(page);
  await contact.sendBy.selectOption({ label: 'Contact model by names' });
  await contact.view('JSON').check();
  await contact.json.fill('{ "big": 12345678901234567890, "customerKey" : "ck\u20601042" }');
  const body = new FieldPage(page, 'send-body');
  await expect(body.below).toContainText('a word joiner (U+2060), character 3, after “ck”');
  await body.action('Remove it').click();
  await send.send.click();
  await send.expectOutcome('Accepted');
  expect(site.requests[0]?.split('\r\n\r\n')[1]).toBe('{ "big": 12345678901234567890, "customerKey" : "ck1042" }');
});

const lists = [
  { listId: 13, listName: 'Orders' },
  { listId: 14, listName: 'Family 👩‍👩‍👧' },
];
const templates = [
  { id: 301, name: 'Shipping\u00a0delay' },
  { id: 302, name: 'VIP\u00a0offer' },
  { id: 303, name: 'VIP\u2009offer' },
];

/** Typing into either field reads the names, so the site needs them before. */
async function withCatalog(start: Start): Promise<Keypost> {
  site.serveRead = (path) => jsonResponse(path.startsWith('/rest/lists') ? lists : path.startsWith('/rest/templates') ? templates : []);
  const keypost = await withAccount(start);
  const { page, send } = keypost;
  const names = new NamesPage(page, send.template, 'Template');
  await send.template.click();
  await expect(names.text('3 templates, read just now.')).toBeVisible();
  await page.keyboard.press('Escape');
  return keypost;
}

test('sends a typed name byte for byte as the realm writes it, and shows it so in hint, request, review and log', async ({ start }) => {
  const { page, send, shell, log } = await withCatalog(start);
  await send.list.fill('family 👩👩👧');
  await send.template.fill('Shipping delay');
  await send.customerKey.fill('ck1042');
  const template = new FieldPage(page, 'send-template');
  await expect(template.below).toHaveText(
    'WhatCounts writes this name with a no-break space (U+00A0) after “Shipping”. Keypost sends it as WhatCounts does.',
  );
  const target = sendTo('Family 👩‍👩‍👧', 'Shipping\u00a0delay', 'ck1042');
  await send.openRequest();
  await expect(send.request).toContainText(target);
  await send.sendTo('ck1042');
  await send.expectOutcome('Accepted');
  expect(targets()).toEqual([target]);

  // Typed in another way, it is still the same message.
  await send.list.fill('Family 👩‍👩‍👧');
  await send.template.fill('SHIPPING DELAY');
  await send.sendTo('ck1042');
  await expect(send.review).toContainText('You sent this');
  // Playwright treats every kind of space as a plain one.
  expect(await send.review.getByText('Shipping delay', { exact: true }).textContent()).toBe('Shipping\u00a0delay');
  await send.sendAnyway.click();
  await expect.poll(targets).toEqual([target, target]);

  await shell.goTo('Log');
  await expect(log.rows(/ck1042/)).toHaveCount(2);
});

test('asks which name is meant when several names of the realm look like the typed one', async ({ start }) => {
  const { page, send } = await withCatalog(start);
  await send.list.fill('Orders');
  await send.template.fill('VIP offer');
  await send.sendTo('ck1042');
  const template = new FieldPage(page, 'send-template');
  await expect(template.below).toHaveText('2 names in this realm look like this one. Choose which you mean.');
  expect(site.requests).toEqual([]);
  await template.action('Use “VIP\u2009offer” with a thin space (U+2009) after “VIP”').click();
  await send.sendTo('ck1042');
  await send.expectOutcome('Accepted');
  expect(targets()).toEqual([sendTo('Orders', 'VIP\u2009offer', 'ck1042')]);
});

test('saves a secret as it was typed, and points out invisible characters at its ends', async ({ start }) => {
  const { page, shell, accounts, send, home } = await start({ env: { SSL_CERT_FILE: site.certificateFile } });
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: site.url, realm: '\u200bacme ', password: 'correct horse ' });
  const password = new FieldPage(page, 'account-password');
  await expect(password.note).toHaveText("This ends with a space. It's saved exactly as typed.");
  await password.action('Remove it').click();
  await expect(accounts.password).toHaveValue('correct horse');
  await expect(password.note).toBeHidden();
  await accounts.password.fill('\u00a0correct horse');
  await expect(password.note).toHaveText("This begins with a no-break space (U+00A0). It's saved exactly as typed.");
  await password.action('Keep it').click();
  await expect(password.note).toBeHidden();
  await accounts.save.click();
  await expect(accounts.item('Acme')).toBeVisible();
  await shell.goTo('Send');
  await send.chooseAccount('Acme');
  await send.campaignName.fill('');
  await send.list.fill('Orders');
  await send.template.fill('Welcome');
  await send.sendTo('ck1042');
  await send.expectOutcome('Accepted');
  expect(site.requests[0]).toContain(`Basic ${Buffer.from('acme:\u00a0correct horse').toString('base64')}`);
  const kept = readdirSync(home).filter((name) => /\.(json|sqlite)$/.test(name));
  for (const name of kept) expect(readFileSync(join(home, name), 'latin1')).not.toContain('correct horse');
});

test('refuses pasted cells or lines in every field that names the contact', async ({ start }) => {
  const keypost = await withAccount(start);
  const { page, send } = keypost;
  const contact = new ContactPage(page);
  const refuses = async (field: Locator, id: string, text: string, what: string): Promise<void> => {
    await field.fill('x');
    await field.focus();
    await paste(keypost, text);
    await expect(new FieldPage(page, id).below).toHaveText(
      `This has ${what}, and a message goes to one contact. Nothing was pasted: type or paste one.`,
    );
    await expect(field).toHaveValue('x');
    await page.keyboard.press('ControlOrMeta+Enter');
  };
  await refuses(send.customerKey, 'send-customerKey', 'ck1042\tck1043', '2 table cells');
  for (const separator of ['\n', '\u2028', '\u2029', '\u0085', '\u000b', '\u000c'])
    await refuses(send.customerKey, 'send-customerKey', `ck1042${separator}ck1043\tAda`, '2 lines');
  await send.customerKey.fill('');
  await paste(keypost, '\tck1042\t\r\n');
  await expect(send.customerKey).toHaveValue(/^\s*ck1042\s*$/);

  await contact.sendBy.selectOption({ label: 'E-mail and first name' });
  await contact.email.fill('ada@example.com');
  await refuses(contact.firstName, 'send-firstName', 'Ada\nbob@example.com\nBob', '3 lines');
  await contact.firstName.fill('Ada');
  await refuses(contact.email, 'send-email', 'ada@example.com\tAda', '2 table cells');

  await contact.sendBy.selectOption({ label: 'Contact model by names' });
  for (const field of [contact.field('Customer key'), contact.email, contact.firstName])
    await refuses(field, 'send-body', 'Ada\tbob@example.com', '2 table cells');
  expect(site.requests).toEqual([]);
});

test('refuses a dash that looks like a hyphen in a key, and a click replaces it by a hyphen', async ({ start }) => {
  const { page, send } = await withAccount(start);
  const key = new FieldPage(page, 'send-customerKey');
  await send.sendTo('AB\u20111042');
  await expect(key.below).toHaveText(
    'This customer key has a character that looks like a hyphen: a non-breaking hyphen (U+2011), character 3, after “AB”.',
  );
  await key.action('Replace it with a hyphen').click();
  await page.keyboard.press('Enter');
  await send.expectOutcome('Accepted');
  expect(targets()).toEqual([sendTo('Orders', 'Welcome', 'AB-1042')]);
});

test('refuses a member of a body that looks like one that names the contact, and a click renames it', async ({ start }) => {
  const { page, send } = await withAccount(start);
  const contact = new ContactPage(page);
  await contact.sendBy.selectOption({ label: 'Contact model by names' });
  await contact.view('JSON').check();
  await contact.json.fill('{"email":"ada@example.com","Email":"bob@example.com"}');
  const body = new FieldPage(page, 'send-body');
  await send.send.click();
  await expect(body.below).toContainText('“Email” stands beside “email”');
  await contact.json.fill('{"Email":"ada@example.com"}');
  await expect(body.below).toContainText('whether it takes “Email” for that');
  expect(site.requests).toEqual([]);
  await body.action('Rename it to email').click();
  await send.send.click();
  await send.expectOutcome('Accepted');
  expect(site.requests[0]?.split('\r\n\r\n')[1]).toBe('{"email":"ada@example.com"}');
});
